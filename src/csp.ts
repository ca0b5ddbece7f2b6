/**
 * The page's own walls (docs/security.md). One place says what the page may do; the preview server, `public/_headers`, the
 * nginx example in docs/hosting.md and the `<meta>` policy of the built page all come from here, and a test compares them.
 */
type Directive = readonly [name: string, ...sources: readonly string[]];

const directives: readonly Directive[] = [
  ['default-src', "'none'"],
  ['script-src', "'self'", "'wasm-unsafe-eval'"],
  ['style-src', "'self'"],
  // blob: and data: are pictures that the page makes of pixels it already holds.
  ['img-src', "'self'", 'blob:', 'data:'],
  ['font-src', "'self'"],
  // The heart of it: no fetch, XMLHttpRequest, WebSocket, EventSource or beacon to anyone, our own host included. A deployment
  // with destinations names their servers here, for the page alone: workers never get a connection.
  ['connect-src', "'none'"],
  ['worker-src', "'self'"],
  ['manifest-src', "'self'"],
  ['form-action', "'none'"],
  ['base-uri', "'none'"],
  ['frame-src', "'none'"],
  ['object-src', "'none'"],
  ['media-src', "'none'"],
  ['frame-ancestors', "'none'"],
  ['require-trusted-types-for', "'script'"],
  // `app` makes worker URLs and nothing else.
  ['trusted-types', 'app'],
  // Closes window.open and forms; what is allowed here is what saving a file needs.
  ['sandbox', 'allow-same-origin', 'allow-scripts', 'allow-downloads', 'allow-modals'],
];

/** Directives that browsers ignore, and warn about, in a `<meta>` policy (CSP Level 3, 3.3). */
const headerOnly = new Set(['frame-ancestors', 'sandbox']);

const disabledFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const;

const policyOf = (chosen: readonly Directive[]): string => chosen.map((directive) => directive.join(' ')).join('; ');

/** The policy in force. It must be a response header: a `<meta>` policy covers neither workers nor framing. */
export const contentSecurityPolicy = policyOf(directives);

/** Second belt for hosts that lose headers: the same policy less what only a header can say. */
export const metaContentSecurityPolicy = policyOf(directives.filter(([name]) => !headerOnly.has(name)));

function withConnections(list: readonly Directive[], sources: readonly string[]): readonly Directive[] {
  return list.map((directive) => (directive[0] === 'connect-src' ? (['connect-src', ...sources] as const) : directive));
}

/**
 * The service worker alone may ask its own host, and does so once: for the files of the build that it keeps
 * (src/service-worker.ts). Its install fails otherwise.
 */
const serviceWorkerPolicy = policyOf(withConnections(directives, ["'self'"]));

/** Where the build puts it, beside the page. */
export const serviceWorkerFile = 'service-worker.js';

/** Headers of every file served, scripts of workers included, except the service worker. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': disabledFeatures.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Headers of the page itself where a deployment has destinations. Scripts of workers are other files, under `securityHeaders`:
 * what touches originals has no connection at all.
 * @param origins servers that the page may send to, as `https://pacs.example.org`
 */
export function pageHeaders(origins: readonly string[]): Readonly<Record<string, string>> {
  if (origins.length === 0) return securityHeaders;
  return { ...securityHeaders, 'Content-Security-Policy': policyOf(withConnections(directives, origins)) };
}

/** The `<meta>` policy of a page with destinations. */
export function metaPolicyFor(origins: readonly string[]): string {
  if (origins.length === 0) return metaContentSecurityPolicy;
  return policyOf(
    withConnections(
      directives.filter(([name]) => !headerOnly.has(name)),
      origins,
    ),
  );
}

/** Headers of the service worker's own file. */
export const serviceWorkerHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Content-Security-Policy': serviceWorkerPolicy,
  // A browser asks for a new version at each visit, so the old one must not come out of a cache.
  'Cache-Control': 'no-cache',
};

/**
 * Text of `_headers`, the format that Netlify and Cloudflare Pages read.
 * @param origins servers that the page may send to; none in the build that keeps everything on the machine
 */
export function headersFile(origins: readonly string[] = []): string {
  // Paths apart from each other: where two match, both policies count, and the stricter one would stop the install.
  const root = ['favicon.svg', 'icon.svg', 'manifest.json', 'THIRD-PARTY-LICENSES.txt'];
  const paths = [...root.map((file) => `/${file}`), '/assets/*'];
  const pages = ['/', '/index.html'];
  const block = (path: string, headers: Readonly<Record<string, string>>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const blocks = [
    ...pages.map((path) => block(path, pageHeaders(origins))),
    ...paths.map((path) => block(path, securityHeaders)),
    block(`/${serviceWorkerFile}`, serviceWorkerHeaders),
  ];
  return `${blocks.join('\n')}\n`;
}

/** Lines for a block of nginx; `always` puts them on error pages too. */
export function nginxHeaders(headers: Readonly<Record<string, string>> = securityHeaders): string {
  return Object.entries(headers)
    .map(([name, value]) => `    add_header ${name} "${value}" always;`)
    .join('\n');
}
