import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { serviceWorkerFile, serviceWorkerHeaders } from './src/csp.ts';
import { setHeadersLast } from './vite.deployment.ts';

/** Files of `public/` that the page itself loads or links to. */
const publicFiles = ['favicon.svg', 'icon.svg', 'manifest.json', 'THIRD-PARTY-LICENSES.txt'];

/** What the search for text and the drawing of documents are made of: large, so it is kept when it is first asked for. */
const isLater = (name: string) =>
  /^assets\/(text(-search-|\.worker-)|pages\.worker-|pdf-|oidc-client-ts-)[^/]*\.js$/.test(name);

/**
 * Tells the service worker which files make up the build (`__PRECACHE__` in src/service-worker.ts) and serves its file with
 * its own headers. The version is a hash over all of them, so that any change is a new one.
 */
export function precache(): Plugin {
  return {
    name: 'precache',
    apply: (_, { command, isPreview }) => command === 'build' || isPreview === true,
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunk = bundle[serviceWorkerFile];
      if (chunk?.type !== 'chunk') throw new Error(`${serviceWorkerFile} is not part of the build.`);
      const hash = createHash('sha256').update(chunk.code);
      for (const [name, file] of Object.entries(bundle).sort(([one], [other]) => (one < other ? -1 : 1))) {
        if (file !== chunk) hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
      }
      for (const name of publicFiles) hash.update(readFileSync(`public/${name}`));
      const built = Object.keys(bundle).filter((name) => name !== serviceWorkerFile);
      const files = ['./', ...built.filter((name) => !isLater(name)), ...publicFiles];
      const later = built.filter(isLater);
      const list = JSON.stringify({ version: hash.digest('hex').slice(0, 16), files, later });
      chunk.code = chunk.code.replaceAll('__PRECACHE__', () => list);
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0]?.endsWith(`/${serviceWorkerFile}`)) {
          setHeadersLast(response, serviceWorkerHeaders);
        }
        next();
      });
    },
  };
}
