/**
 * The address of the page with the search for text off, unless it says how far the search goes. Everything that is about something
 * else opens the page so, because of time: on one core a search takes seconds a series, and each page would load the models anew.
 * What a person meets, with the search on, is in text-search.spec.ts.
 */
export function withoutTextSearch(address: string): string {
  if (/[?&]search=/.test(address)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}search=none`;
}
