import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { securityHeaders, serviceWorkerFile } from './src/csp.ts';
import { packedWasm } from './vite.codecs.ts';
import { deliver, readDeployment, readDialect } from './vite.deployment.ts';
import { guides } from './vite.guides.ts';
import { precache } from './vite.precache.ts';

export default defineConfig({
  // Relative, so that the page works under any path of any host.
  base: './',
  appType: 'mpa',
  plugins: [react(), guides(), deliver(readDeployment(), readDialect()), precache()],
  worker: { format: 'es', plugins: () => [packedWasm()] },
  build: {
    target: 'es2023',
    // These know light-dark(). What stands in for it elsewhere is settled at the root, so that a dark part of a light page is not dark.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The polyfill fetches, which the policy forbids; every supported browser preloads by itself.
    modulePreload: { polyfill: false },
    // data: URLs are allowed for pictures only, and one rule for all is easier to check.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'index.html', embed: 'embed.html', 'service-worker': 'src/service-worker.ts' },
      output: {
        // Beside the page and under a fixed name: its folder is its scope.
        entryFileNames: ({ name }) => (name === 'service-worker' ? serviceWorkerFile : 'assets/[name]-[hash].js'),
      },
    },
  },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true, cors: false, headers: { ...securityHeaders } },
});
