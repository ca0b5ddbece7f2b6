// The compiler takes every worker for a dedicated one.
const worker = self as unknown as ServiceWorkerGlobalScope;

/** Every file of this build and a hash over them; put in when the page is built (build/precache.ts). */
declare const __PRECACHE__: { readonly version: string; readonly files: readonly string[] };

const cachePrefix = 'nescio-';
const { version, files } = __PRECACHE__;
const cacheName = `${cachePrefix}${version}`;

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

// Nothing is ever asked of the network here: what is not part of the build is an error.
worker.addEventListener('fetch', (event) => {
  event.respondWith(serve(event.request));
});

async function fillCache(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })));
}

async function deleteOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function serve(request: Request): Promise<Response> {
  if (request.method !== 'GET') return Response.error();
  const cache = await caches.open(cacheName);
  // The address may carry a starting profile, which changes nothing about the file.
  return (await cache.match(request, { ignoreSearch: true })) ?? Response.error();
}

export {};
