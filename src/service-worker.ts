// The compiler takes every worker for a dedicated one.
const worker = self as unknown as ServiceWorkerGlobalScope;

/**
 * Every file of this build and a hash over them; put in when the page is built (vite.precache.ts). `later`: large files that
 * few visits need.
 */
declare const __PRECACHE__: {
  readonly version: string;
  readonly files: readonly string[];
  readonly later: readonly string[];
};

const cachePrefix = 'nescio-';
const { version, files, later } = __PRECACHE__;
const cacheName = `${cachePrefix}${version}`;

/** Addresses of the files of this build, without a query. */
const addressOf = (file: string) => new URL(file, worker.location.href).href;
const laterAddresses = new Set(later.map(addressOf));
const ownAddresses = new Set([...files.map(addressOf), ...laterAddresses]);

/**
 * Keeps the whole page in this browser, so that it works with the network off. A new version waits until the last tab of
 * the old one is closed: a page never mixes the two.
 */
worker.addEventListener('install', (event) => {
  event.waitUntil(fillCache());
});

worker.addEventListener('activate', (event) => {
  // The page that installed it is served from here at once: its later chunks need no network either.
  event.waitUntil(deleteOldCaches().then(() => worker.clients.claim()));
});

// Only files of the build are answered from here. Everything else is the browser's own business, as if there were no service
// worker: uploads, other servers, and whatever else the host serves. What the page may ask for at all, its policy decides.
worker.addEventListener('fetch', (event) => {
  if (isOwnFile(event.request)) event.respondWith(serve(event.request));
});

function isOwnFile({ method, url, headers }: Request): boolean {
  // A part of a file (Range) is for the server: the cache holds whole files only.
  if (method !== 'GET' || headers.has('range')) return false;
  const address = new URL(url);
  address.search = '';
  address.hash = '';
  return ownAddresses.has(address.href);
}

async function fillCache(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(files.map(async (file) => cache.put(file, await load(file))));
}

/** @throws when the host does not have the file: the install fails, and the page works without an offline copy */
async function load(file: string): Promise<Response> {
  const response = await fetch(new Request(file, { cache: 'reload' }));
  if (response.status !== 200) throw new Error(`The host answered ${response.status} for ${file}.`);
  // Some hosts redirect index.html to its folder. A browser refuses a redirected answer for an address that a person opens
  // (Fetch, 4.4), so what is kept is a copy that does not say so.
  return response.redirected ? new Response(response.body, response) : response;
}

/** Where there is no room for it, the page works as before: what was asked for has come. */
async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  try {
    await cache.put(request, response);
  } catch {
    // It is asked for again when it is needed again.
  }
}

async function deleteOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function serve(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  // The address may carry a starting profile, which changes nothing about the file.
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept !== undefined) return kept;
  // A browser may have thrown the cache away; the host still has the files.
  const response = await fetch(request);
  if (laterAddresses.has(request.url) && response.status === 200) await keep(cache, request, response.clone());
  return response;
}

export {};
