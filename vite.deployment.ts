import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import {
  embedHeaders,
  embedPage,
  metaPolicyFor,
  notFoundHeaders,
  notFoundPage,
  pageHeaders,
  securityHeaders,
} from './src/csp.ts';
import { returnedPage } from './src/destinations/sign-in/returned-page.ts';
import { connectionsOf } from './src/destinations/upload/connections.ts';
import {
  type Deployment,
  deploymentMetaName,
  localDeployment,
  parseDeployment,
} from './src/destinations/upload/deployment.ts';
import { type HeadersDialect, headersFile, mostLineCharacters } from './src/host-headers.ts';

/** The deployment that `NESCIO_DEPLOYMENT` names (a JSON file, docs/hosting.md); without it, the page keeps to itself. */
export function readDeployment(file = process.env['NESCIO_DEPLOYMENT']): Deployment {
  return file === undefined || file === '' ? localDeployment : parseDeployment(readFileSync(file, 'utf8'));
}

/**
 * How the host reads `_headers`: `NESCIO_HOST=cloudflare-pages` asks for the form that gives every address its headers.
 * @throws when the variable says something else
 */
export function readDialect(host = process.env['NESCIO_HOST'] ?? ''): HeadersDialect {
  if (host === 'cloudflare-pages') return 'detaches';
  if (host === '') return 'joins';
  throw new Error(`NESCIO_HOST is "${host}"; it may be cloudflare-pages, or be left out for every other host.`);
}

/**
 * Writes what an operator has decided into the built page: its policy, its `_headers` and the list itself. Not under
 * `vite dev`, whose refresh needs inline script and a socket.
 */
export function deliver(deployment: Deployment, dialect: HeadersDialect): Plugin {
  const connections = connectionsOf(deployment.destinations);
  const { origins, hasIssuer } = connections;
  const isLocal = deployment === localDeployment;
  return {
    name: 'deployment',
    apply: (_, { command, isPreview }) => command === 'build' || isPreview === true,
    // Who signs in at an issuer comes back to a file of the build; other builds do not have it.
    config: () => (hasIssuer ? { build: { rolldownOptions: { input: { 'signed-in': returnedPage } } } } : {}),
    transformIndexHtml: (_, { path: page }) => [
      {
        tag: 'meta',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: metaPolicyFor(page.endsWith('/index.html') ? origins : []),
        },
        injectTo: 'head-prepend',
      },
      ...(isLocal || page.endsWith(returnedPage)
        ? []
        : [
            {
              tag: 'meta',
              attrs: { name: deploymentMetaName, content: JSON.stringify(deployment) },
              injectTo: 'head' as const,
            },
          ]),
    ],
    writeBundle: ({ dir }) => {
      if (dir === undefined || (isLocal && dialect === 'joins')) return;
      const text = headersFile(connections, deployment.hosts, dialect);
      const isTooLong = dialect === 'detaches' && text.split('\n').some((line) => line.length > mostLineCharacters);
      if (isTooLong)
        throw new Error(`A line of _headers has more than ${mostLineCharacters} characters: name fewer servers.`);
      writeFileSync(path.join(dir, '_headers'), text);
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        // The preview is for this computer, where packing 12 MB for the service worker takes longer than sending them.
        delete request.headers['accept-encoding'];
        const [file] = (request.url ?? '').split('?');
        if (file?.endsWith(`/${notFoundPage}`)) setHeadersLast(response, notFoundHeaders);
        else if (file?.endsWith(`/${embedPage}`)) setHeadersLast(response, embedHeaders(deployment.hosts));
        else if (file?.endsWith(`/${returnedPage}`)) setHeadersLast(response, securityHeaders);
        else if (file?.endsWith('/') || file?.endsWith('.html'))
          setHeadersLast(response, pageHeaders(origins, hasIssuer));
        next();
      });
    },
  };
}

type Response = Pick<import('node:http').ServerResponse, 'writeHead' | 'setHeader'>;

/** Has the last word: the static file server writes the general headers just before it sends. */
export function setHeadersLast(response: Response, headers: Readonly<Record<string, string>>): void {
  const send = response.writeHead.bind(response);
  response.writeHead = ((...parameters: Parameters<typeof response.writeHead>) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return send(...parameters);
  }) as typeof response.writeHead;
}
