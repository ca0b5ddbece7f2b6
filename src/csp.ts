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

/** What the page needs to open the window of an issuer, which is no part of the page and so not under its sandbox. */
const windowsOfIssuers = ['allow-popups', 'allow-popups-to-escape-sandbox'];

/**
 * Headers of the page itself where a deployment has destinations. Scripts of workers are other files, under `securityHeaders`:
 * what touches originals has no connection at all.
 * @param origins servers that the page may ask, as `https://pacs.example.org`
 * @param hasIssuer true where a person signs in at an issuer, in a window that the page opens
 */
export function pageHeaders(origins: readonly string[], hasIssuer: boolean): Readonly<Record<string, string>> {
  if (origins.length === 0) return securityHeaders;
  const connected = withConnections(directives, origins);
  const policy = hasIssuer
    ? connected.map((directive) =>
        directive[0] === 'sandbox' ? ([...directive, ...windowsOfIssuers] as const) : directive,
      )
    : connected;
  return { ...securityHeaders, 'Content-Security-Policy': policyOf(policy) };
}

/** Where the build puts the page for portals. */
export const embedPage = 'embed.html';

/**
 * Headers of the page that portals show in a frame: the portals' origins may frame it, and it connects to nobody, whatever
 * the destinations of the deployment are.
 * @param hosts origins as `https://portal.example`; none, and nobody may frame it
 */
export function embedHeaders(hosts: readonly string[]): Readonly<Record<string, string>> {
  if (hosts.length === 0) return securityHeaders;
  const policy = directives.map((directive) =>
    directive[0] === 'frame-ancestors' ? (['frame-ancestors', ...hosts] as const) : directive,
  );
  return { ...securityHeaders, 'Content-Security-Policy': policyOf(policy) };
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

/** The page that hosts show where nothing is. */
export const notFoundPage = '404.html';

const nothingDirectives: readonly Directive[] = [
  ['default-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
];

/** `<meta>` policy of that page: it has text and nothing else. Where it is shown for any address, no header may go along. */
export const notFoundMetaPolicy = policyOf(nothingDirectives);

/** Headers of that page where the host knows it. */
export const notFoundHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Content-Security-Policy': policyOf([...nothingDirectives, ['frame-ancestors', "'none'"], ['sandbox']]),
};
