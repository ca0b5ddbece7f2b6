import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { metaContentSecurityPolicy, securityHeaders } from './src/csp.ts';

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
  plugins: [react(), metaPolicy()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The polyfill fetches, which the policy forbids; every supported browser preloads by itself.
    modulePreload: { polyfill: false },
    // data: URLs are allowed for pictures only, and one rule for all is easier to check.
    assetsInlineLimit: 0,
  },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true, cors: false, headers: { ...securityHeaders } },
});
