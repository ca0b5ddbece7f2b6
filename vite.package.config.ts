import { defineConfig, type Plugin } from 'vite';
import { packedWasm } from './vite.codecs.ts';

/**
 * Writes the worker's start as bundlers of other people know it; in our own source it would be bundled a second time.
 * @see docs/embedding.md
 */
function packagedWorker(): Plugin {
  // From the chunk that it comes to lie in.
  const start = (chunk: string) =>
    `new Worker(new URL('${chunk.includes('/') ? '..' : '.'}/deidentify.worker.js', import.meta.url), { type: 'module' })`;
  return {
    name: 'packaged-worker',
    renderChunk: (code, { fileName }) => ({
      code: code.replaceAll('__NEW_DEIDENTIFY_WORKER__', () => start(fileName)),
      map: null,
    }),
  };
}

/**
 * The codecs are a file of their own beside the scripts, which load it by its address when they need it: in none of them, it
 * costs nobody anything before.
 */
function packagedCodecs(): Plugin {
  return {
    name: 'packaged-codecs',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith('.wasm?packed') ? { id: 'packaged-codecs', external: true } : null),
    renderChunk: (code, { fileName }) => {
      const address = `new URL('${fileName.includes('/') ? '..' : '.'}/codecs.js', import.meta.url).href`;
      const load = `import(/* @vite-ignore */ /* webpackIgnore: true */ ${address})`;
      return { code: code.replaceAll(/import\(["'`]packaged-codecs["'`]\)/g, () => load), map: null };
    },
  };
}

/** Scripts that are one file without imports, so that a host may serve them from anywhere, and Node start them. */
const scripts: Readonly<Record<string, string>> = {
  'deidentify.worker': 'src/pipeline/pool/deidentify.worker.ts',
  'deidentify-node.worker': 'src/pipeline/pool/node/deidentify-node.worker.ts',
  nescio: 'src/cli/nescio.ts',
  codecs: 'src/embed/codecs.ts',
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
      };
  return {
    publicDir: false,
    plugins: [packagedWorker(), mode === 'codecs' ? packedWasm() : packagedCodecs()],
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
        ...(mode === 'nescio' && { platform: 'node' as const }),
        external: ['@uppy/core', /^node:/],
        // It imports and exports nothing, and tools that ask whether it is a module look for one of the two.
        output: {
          ...(mode === 'deidentify.worker' && { footer: 'export {};' }),
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
          codeSplitting: isLibrary,
        },
      },
    },
  };
});
