/** Tells of a token that it is none of many, by a hash of each: one of them is never missed. */
export type TokenFilter = Uint8Array;

export const filterEntries = 8192;

export function createTokenFilter(tokens: Iterable<string>): TokenFilter {
  const filter = new Uint8Array(filterEntries);
  for (const token of tokens) addToken(filter, token);
  return filter;
}

/**
 * @param token folded; one with letters beyond ASCII is in no text that the filter answers for. @returns false
 * when there was one with its hash.
 */
export function addToken(filter: TokenFilter, token: string): boolean {
  let hash = 0;
  for (let at = 0; at < token.length; at++) hash = (Math.imul(hash, 31) + token.charCodeAt(at)) | 0;
  const entry = hash & (filterEntries - 1);
  if (filter[entry] === 1) return false;
  filter[entry] = 1;
  return true;
}
