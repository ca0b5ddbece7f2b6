import { defineConfig, type Plugin } from 'vite';

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
 * The package for other programs: ESM, nothing left to install. Built in two steps, by `--mode`: `worker` makes the worker
 * one file without imports, which a host may serve from anywhere; `library` makes all else.
 */
export default defineConfig(({ mode }) => {
  const isWorker = mode === 'worker';
  const entry: Readonly<Record<string, string>> = isWorker
    ? { 'deidentify.worker': 'src/pipeline/deidentify.worker.ts' }
    : {
        index: 'src/embed/embed.ts',
        element: 'src/embed/element.ts',
        iframe: 'src/embed/frame/mount-deidentify.ts',
        uppy: 'src/embed/uppy.ts',
      };
  return {
    publicDir: false,
    plugins: [packagedWorker()],
    build: {
      target: 'es2023',
      outDir: 'dist-package',
      emptyOutDir: !isWorker,
      minify: false,
      assetsInlineLimit: 0,
      lib: {
        entry,
        formats: ['es'],
      },
      rolldownOptions: {
        external: ['@uppy/core'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', codeSplitting: !isWorker },
      },
    },
  };
});
