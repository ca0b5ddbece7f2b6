import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  contentSecurityPolicy,
  embedHeaders,
  metaContentSecurityPolicy,
  metaPolicyFor,
  notFoundHeaders,
  notFoundMetaPolicy,
  pageHeaders,
  securityHeaders,
  serviceWorkerHeaders,
} from './csp.ts';
import { connectionsOf } from './destinations/upload/connections.ts';
import { parseDeployment } from './destinations/upload/deployment.ts';
import { headersFile, nginxHeaders, nginxPolicies } from './host-headers.ts';

/** The deployment of docs/hosting.md that names an issuer. */
const issuerExample = /```json\n(\{\n {2}"destinations": \[\n {4}\{[^`]*"oidc"[^`]*)```/;

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('the content security policy', () => {
  it('lets nothing connect anywhere, our own host included', () => {
    expect(contentSecurityPolicy).toContain("connect-src 'none'");
    expect(contentSecurityPolicy).toContain("default-src 'none'");
  });

  it('has no inline or evaluated script and no foreign source', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  it('lets the service worker ask its own host, and changes nothing else for it', () => {
    const policy = serviceWorkerHeaders['Content-Security-Policy'];
    expect(policy).toBe(contentSecurityPolicy.replace("connect-src 'none'", "connect-src 'self'"));
  });

  it('names servers for the page alone, and only where there are any', () => {
    const origins = ['https://pacs.example.org'];
    const policy = pageHeaders(origins, false)['Content-Security-Policy'];
    expect(policy).toBe(contentSecurityPolicy.replace("connect-src 'none'", 'connect-src https://pacs.example.org'));
    expect(pageHeaders([], false)).toBe(securityHeaders);
    expect(metaPolicyFor(origins)).toContain('connect-src https://pacs.example.org;');
    expect(metaPolicyFor([])).toBe(metaContentSecurityPolicy);
    // Of the paths of a deployment, three name it, and all are the page: workers and the rest are as in the local build.
    const named = headersFile({ origins, hasIssuer: false })
      .split('\n/')
      .filter((block) => block.includes('pacs.example'));
    expect(named.map((block) => block.split('\n')[0])).toEqual(['/', 'index.html', 'index']);
  });

  it('lets the page open the window of an issuer, where a deployment names one, and nothing else', () => {
    const connections = connectionsOf(parseDeployment(read('docs/hosting.md').match(issuerExample)![1]!).destinations);
    expect(connections).toEqual({
      origins: ['https://login.example.org', 'https://pacs.example.org'],
      hasIssuer: true,
    });
    const { origins } = connections;
    const withIssuer = pageHeaders(origins, true);
    const without = pageHeaders(origins, false);
    expect(without['Content-Security-Policy']).not.toContain('allow-popups');
    expect(withIssuer).toEqual({
      ...without,
      'Content-Security-Policy': `${without['Content-Security-Policy']} allow-popups allow-popups-to-escape-sandbox`,
    });
    const blocks = headersFile(connections, ['https://portal.example']).split('\n/');
    const opening = blocks.filter((block) => block.includes('allow-popups') || block.includes('login.example'));
    expect(opening.map((block) => block.split('\n')[0])).toEqual(['/', 'index.html', 'index']);
    expect(blocks.map((block) => block.split('\n')[0])).toContain('signed-in.html');
    expect(headersFile({ origins, hasIssuer: false })).not.toMatch(/allow-popups|signed-in/);
  });

  it('names each directive once', () => {
    const names = contentSecurityPolicy.split('; ').map((directive) => directive.split(' ')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keeps out of the meta policy what browsers ignore there', () => {
    expect(metaContentSecurityPolicy).not.toMatch(/frame-ancestors|sandbox/);
    expect(contentSecurityPolicy).toMatch(/frame-ancestors 'none'.*sandbox allow-same-origin/);
  });
});

describe('the page that portals frame', () => {
  const portal = 'https://portal.example';

  it('is framed by nobody unless portals are listed', () => {
    expect(embedHeaders([])).toBe(securityHeaders);
  });

  it('lets listed portals frame it and changes nothing else: it connects to nobody', () => {
    const policy = embedHeaders([portal])['Content-Security-Policy'];
    expect(policy).toBe(contentSecurityPolicy.replace("frame-ancestors 'none'", `frame-ancestors ${portal}`));
  });

  it('is the only page that a deployment lets portals frame, and has none of its destinations', () => {
    const blocks = headersFile({ origins: ['https://pacs.example'], hasIssuer: true }, [portal]).split('\n/');
    const framed = blocks.filter((block) => block.includes(portal)).map((block) => block.split('\n')[0]);
    expect(framed).toEqual(['embed.html', 'embed']);
    for (const block of blocks) if (block.includes(portal)) expect(block).not.toContain('pacs.example');
  });
});

describe('the copies of the headers', () => {
  // `npx vitest run src/csp.test.ts -u` writes the file anew.
  it('match in public/_headers', async () => {
    await expect(headersFile()).toMatchFileSnapshot('../public/_headers');
  });

  it('match in the nginx example of docs/hosting.md', () => {
    const text = read('docs/hosting.md');
    expect(text).toContain(nginxHeaders());
    expect(text).toContain(nginxPolicies());
    expect(text).toContain(
      nginxPolicies({ origins: ['https://pacs.example.org'], hasIssuer: false }, ['https://portal.example']),
    );
  });

  it('match in the page for addresses where nothing is', () => {
    expect(read('public/404.html')).toContain(`content="${notFoundMetaPolicy}"`);
    expect(notFoundHeaders['Content-Security-Policy']).toContain(notFoundMetaPolicy);
  });

  it('have an example of a deployment that the build takes', () => {
    const [, example] = /```json\n(\{\n {2}"destinations"[\s\S]*?)```/.exec(read('docs/hosting.md')) ?? [];
    expect(parseDeployment(example!).destinations.map(({ kind }) => kind)).toEqual([
      'stow-rs',
      'xnat',
      'presigned',
      'tus',
    ]);
  });

  it('are named one by one in docs/security.md', () => {
    const text = read('docs/security.md');
    for (const name of Object.keys(securityHeaders)) expect(text).toContain(`\`${name}\``);
    for (const directive of contentSecurityPolicy.split('; ')) expect(text).toContain(directive.split(' ')[0]);
  });
});
