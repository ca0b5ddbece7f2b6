const OWN_FILE = /\.(js|css|svg|ico|png|txt|html|webmanifest)$/;
const SCRIPTED = new Set(['fetch', 'xmlhttprequest', 'beacon', 'eventsource', 'ping']);

/**
 * True for a request that could carry data: to another origin, with a query, or made by a script. The page's own files,
 * loaded as they are, carry none; `blob:` and `data:` never reach a network.
 * @param address as a resource timing entry gives it, absolute
 * @param initiator `initiatorType` of the entry (Resource Timing, 4.3)
 */
export function carriesData(address: string, initiator: string, ownOrigin: string): boolean {
  const url = new URL(address);
  if (url.protocol === 'blob:' || url.protocol === 'data:') {
    return false;
  }
  const isOwnFile = url.origin === ownOrigin && url.search === '' && OWN_FILE.test(url.pathname);
  return !isOwnFile || SCRIPTED.has(initiator);
}
