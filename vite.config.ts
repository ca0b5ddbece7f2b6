import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { metaContentSecurityPolicy, securityHeaders, serviceWorkerFile } from './src/csp.ts';
import { packedWasm } from './vite.codecs.ts';
import { precache } from './vite.precache.ts';

/** Writes the policy into the built page as well. Not under `vite dev`, whose refresh needs inline script and a socket. */
function metaPolicy(): Plugin {
  return {
    name: 'meta-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  // Relative, so that the page works under any path of any host.
  base: './',
  appType: 'mpa',
  plugins: [react(), metaPolicy(), precache()],
  worker: { format: 'es', plugins: () => [packedWasm()] },
  build: {
    target: 'es2023',
    // The polyfill fetches, which the policy forbids; every supported browser preloads by itself.
    modulePreload: { polyfill: false },
    // data: URLs are allowed for pictures only, and one rule for all is easier to check.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'index.html', 'service-worker': 'src/service-worker.ts' },
      output: {
        // Beside the page and under a fixed name: its folder is its scope.
        entryFileNames: ({ name }) => (name === 'service-worker' ? serviceWorkerFile : 'assets/[name]-[hash].js'),
      },
    },
  },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true, cors: false, headers: { ...securityHeaders } },
});
