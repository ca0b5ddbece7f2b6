import { defineConfig, type Plugin } from 'vite';
import { packedWasm } from './vite.codecs.ts';

/** Of a file beside the scripts, from the script or chunk that asks for it. */
const addressOf = (name: string, asking: string) =>
  `new URL('${asking.includes('/') ? '..' : '.'}/${name}', import.meta.url)`;

const workers = {
  __NEW_DEIDENTIFY_WORKER__: 'deidentify.worker.js',
  __NEW_TEXT_SEARCH_WORKER__: 'text-search.worker.js',
};

/**
 * Writes the start of workers as bundlers of other people know it; in our own source they would be bundled a second time.
 * @see docs/embedding.md
 */
function packagedWorkers(): Plugin {
  const renderChunk = (code: string, { fileName }: { readonly fileName: string }) => {
    const starts = Object.entries(workers).reduce(
      (text, [mark, script]) => text.replaceAll(mark, `new Worker(${addressOf(script, fileName)}, { type: 'module' })`),
      code,
    );
    return { code: starts, map: null };
  };
  return { name: 'packaged-workers', renderChunk };
}

/**
 * What is large is a file of its own beside the scripts, which load it by its address when they need it: in none of them, it
 * costs nobody anything before.
 */
function packagedFile(script: string, isPart: (id: string) => boolean): Plugin {
  const name = `packaged-${script}`;
  const asked = new RegExp(`import\\(["'\`]${name}["'\`]\\)`, 'g');
  return {
    name,
    enforce: 'pre',
    resolveId: (id) => (isPart(id) ? { id: name, external: true } : null),
    renderChunk: (code, { fileName }) => {
      const address = `${addressOf(`${script}.js`, fileName)}.href`;
      const load = `import(/* @vite-ignore */ /* webpackIgnore: true */ ${address})`;
      return { code: code.replaceAll(asked, () => load), map: null };
    },
  };
}

const packagedCodecs = () => packagedFile('codecs', (id) => id.endsWith('.wasm?packed'));
const packagedModels = () => packagedFile('text-models', (id) => id.endsWith('/text-models.ts'));

/** Files that hold what the others load. */
const packed = ['codecs', 'text-models'];

/** Scripts that are one file without imports, so that a host may serve them from anywhere, and Node start them. */
const scripts: Readonly<Record<string, string>> = {
  'deidentify.worker': 'src/pipeline/pool/deidentify.worker.ts',
  'deidentify-node.worker': 'src/cli/served/deidentify-node.worker.ts',
  nescio: 'src/cli/nescio.ts',
  'text-search.worker': 'src/pipeline/text/text-search.worker.ts',
  'text-search-node.worker': 'src/cli/served/text-search-node.worker.ts',
  codecs: 'src/embed/codecs.ts',
  'text-models': 'src/pipeline/text/text-models.ts',
};

/**
 * The package for other programs: ESM, nothing left to install. Built in steps, by `--mode`: the name of a script makes that
 * script, `library` makes all else and comes first.
 */
export default defineConfig(({ mode }) => {
  const isLibrary = mode === 'library';
  const entry: Readonly<Record<string, string>> = !isLibrary
    ? { [mode]: scripts[mode]! }
    : {
        index: 'src/embed/embed.ts',
        element: 'src/embed/element.ts',
        iframe: 'src/embed/frame/mount-deidentify.ts',
        uppy: 'src/embed/uppy.ts',
        node: 'src/embed/node/shared-folder.ts',
        'text-detection': 'src/embed/text-detection.ts',
        'text-detection-node': 'src/embed/node/text-detection-node.ts',
      };
  return {
    publicDir: false,
    plugins: packed.includes(mode)
      ? [packedWasm()]
      : [packagedWorkers(), packagedCodecs(), packagedModels(), packedWasm()],
    build: {
      target: 'es2023',
      outDir: 'dist-package',
      emptyOutDir: isLibrary,
      minify: false,
      assetsInlineLimit: 0,
      lib: {
        entry,
        formats: ['es'],
      },
      rolldownOptions: {
        // A dependency asks for modules of Node by `require`.
        ...(isForNode(mode) && { platform: 'node' as const }),
        // Who has an object store installs the SDK; it is large, and nobody else needs it.
        external: ['@uppy/core', '@aws-sdk/client-s3', /^node:/],
        // They import and export nothing, and tools that ask whether they are modules look for one of the two.
        output: {
          ...(Object.values(workers).includes(`${mode}.js`) && { footer: 'export {};' }),
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
          codeSplitting: isLibrary,
        },
      },
    },
  };
});

function isForNode(mode: string): boolean {
  return mode === 'nescio' || mode === 'text-search-node.worker';
}
