import { describe, expect, it } from 'vitest';
import { type HeadersHost, headersOf, parseHeadersFile } from '../e2e/support/headers-file.ts';
import { embedHeaders, notFoundHeaders, pageHeaders, securityHeaders, serviceWorkerHeaders } from './csp.ts';
import { headersFile } from './host-headers.ts';

const origins = ['https://pacs.example.org'];
const portals = ['https://portal.example'];
const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe.each([
  ['netlify', 'joins'],
  ['cloudflare-pages', 'joins'],
  ['cloudflare-pages', 'detaches'],
] as const satisfies readonly (readonly [HeadersHost, string])[])(
  '_headers, read as %s does, that %s',
  (host, dialect) => {
    const blocks = parseHeadersFile(headersFile({ origins, hasIssuer: true }, portals, dialect));

    it.each([
      ['/', pageHeaders(origins, true)],
      ['/index.html', pageHeaders(origins, true)],
      ['/embed.html', embedHeaders(portals)],
      ['/embed', embedHeaders(portals)],
      ['/404.html', notFoundHeaders],
      ['/service-worker.js', serviceWorkerHeaders],
      ['/signed-in.html', securityHeaders],
      ['/signed-in', securityHeaders],
      ['/manifest.json', securityHeaders],
      ['/assets/deidentify.worker-1a2b.js', securityHeaders],
    ])('gives %s its headers, each once', (path, headers) => {
      expect(Object.fromEntries(headersOf(blocks, path, host))).toEqual(lowerCase(headers));
    });

    it(`gives an address where nothing is ${dialect === 'joins' ? 'none' : 'those of every other file'}`, () => {
      const expected = dialect === 'joins' ? {} : lowerCase(securityHeaders);
      expect(Object.fromEntries(headersOf(blocks, '/no/such/file', host))).toEqual(expected);
    });
  },
);

describe('_headers with a catch-all on a host whose paths cannot take it away', () => {
  const blocks = parseHeadersFile(headersFile({ origins, hasIssuer: true }, portals, 'detaches'));

  it.each(['/service-worker.js', '/embed.html', '/'])('would give %s two policies', (path) => {
    const policies = headersOf(blocks, path, 'netlify').get('content-security-policy')?.split(', ');
    expect(policies).toHaveLength(2);
  });
});
