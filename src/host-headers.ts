import {
  embedHeaders,
  embedPage,
  notFoundHeaders,
  notFoundPage,
  pageHeaders,
  securityHeaders,
  serviceWorkerFile,
  serviceWorkerHeaders,
} from './csp.ts';
import { returnedPage } from './destinations/sign-in/returned-page.ts';
import type { Connections } from './destinations/upload/connections.ts';

/**
 * What hosts are told of the headers of `csp.ts`, in their own words: `_headers`, and the nginx example of docs/hosting.md. A
 * browser holds a file to every policy that comes with it, so no file may get two: with the general one beside its own, the
 * service worker could not install and portals could not frame the form.
 */
type Headers = Readonly<Record<string, string>>;

/**
 * How a host reads `_headers` where two paths match: `joins` adds the values up (Netlify); `detaches` does so too, and lets a path
 * take away what an earlier one has set (Cloudflare Pages).
 */
export type HeadersDialect = 'joins' | 'detaches';

/** Cloudflare Pages leaves out what is longer, without a word. */
export const mostLineCharacters = 2000;

/** Files of the build at its root that carry the general headers. */
const rootFiles = ['favicon.svg', 'icon.svg', 'manifest.json', 'THIRD-PARTY-LICENSES.txt'];

const noConnections: Connections = { origins: [], hasIssuer: false };

/** Paths that have headers of their own; some hosts serve pages without their extension. */
function ownHeaders(
  { origins, hasIssuer }: Connections,
  hosts: readonly string[],
): readonly (readonly [string, Headers])[] {
  const spellings = (page: string) => [`/${page}`, `/${page.replace('.html', '')}`];
  return [
    ...['/', ...spellings('index.html')].map((path) => [path, pageHeaders(origins, hasIssuer)] as const),
    ...spellings(embedPage).map((path) => [path, embedHeaders(hosts)] as const),
    ...spellings(notFoundPage).map((path) => [path, notFoundHeaders] as const),
    [`/${serviceWorkerFile}`, serviceWorkerHeaders],
    ...(hasIssuer ? spellings(returnedPage).map((path) => [path, securityHeaders] as const) : []),
  ];
}

/**
 * Text of `_headers`, the format that Netlify and Cloudflare Pages read.
 * @param connections servers that the page may ask; none in the build that keeps everything on the machine
 * @param hosts portals that may frame the embedded page
 * @param dialect with `joins` each file is named once and nothing else has headers; with `detaches` everything has them, what is not
 * part of the build included
 */
export function headersFile(
  connections: Connections = noConnections,
  hosts: readonly string[] = [],
  dialect: HeadersDialect = 'joins',
): string {
  const own = ownHeaders(connections, hosts);
  const blocks =
    dialect === 'joins'
      ? [
          ...own.map(([path, headers]) => block(path, headers)),
          ...[...rootFiles.map((file) => `/${file}`), '/assets/*'].map((path) => block(path, securityHeaders)),
        ]
      : [block('/*', securityHeaders), ...own.flatMap(([path, headers]) => difference(path, headers))];
  return `${blocks.join('\n')}\n`;
}

function block(path: string, headers: Headers): string {
  return [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
}

/** What a path has instead of the general headers: each is taken away before it is set. */
function difference(path: string, headers: Headers): readonly string[] {
  const others = Object.entries(headers).filter(([name, value]) => securityHeaders[name] !== value);
  if (others.length === 0) return [];
  const lines = others.flatMap(([name, value]) => [
    ...(name in securityHeaders ? [`  ! ${name}`] : []),
    `  ${name}: ${value}`,
  ]);
  return [[path, ...lines].join('\n')];
}

/**
 * The `map` of nginx that gives each file its policy, by the end of its address: nginx inherits all headers of a block or none,
 * so they stand in one place and only the policy depends on the file.
 */
export function nginxPolicies(connections: Connections = noConnections, hosts: readonly string[] = []): string {
  const policy = (headers: Headers) => headers['Content-Security-Policy']!;
  const own: readonly (readonly [string, Headers])[] = [
    ['~/index\\.html$', pageHeaders(connections.origins, connections.hasIssuer)],
    [`~/${embedPage.replace('.', '\\.')}$`, embedHeaders(hosts)],
    [`~/${notFoundPage.replace('.', '\\.')}$`, notFoundHeaders],
    [`~/${serviceWorkerFile.replace('.', '\\.')}$`, serviceWorkerHeaders],
  ];
  const lines = own
    .filter(([, headers]) => policy(headers) !== policy(securityHeaders))
    .map(([pattern, headers]) => `    ${pattern} "${policy(headers)}";`);
  return ['map $uri $nescio_policy {', `    default "${policy(securityHeaders)}";`, ...lines, '}'].join('\n');
}

/** The lines of its `server`; `always` puts them on error pages too. */
export function nginxHeaders(): string {
  return Object.entries({ ...securityHeaders, 'Content-Security-Policy': null })
    .map(([name, value]) => `    add_header ${name} ${value === null ? '$nescio_policy' : `"${value}"`} always;`)
    .join('\n');
}
