/**
 * Tells in one pass over the bytes of a text that none of many tokens is in it, as is nearly always so: by a hash of each
 * token, in lower case. A token that is in it is never missed; one that shares its hash costs a closer look.
 */
export type TokenFilter = Uint8Array;

const filterEntries = 8192;

/** What a byte does: 0 parts tokens, a letter or digit is its own lower-case code, 255 needs a closer look. */
const roles = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte > 0x7e || byte === 0x1b) return 255;
  if (byte >= 0x41 && byte <= 0x5a) return byte + 32;
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) ? byte : 0;
});

/** The head of a longer token that may be a date: `19640718123000`. */
const headBytes = 8;

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

/** @returns true when the bytes are plain ASCII and hold none of the tokens, nor one as the head of a longer token. */
export function isFreeOf(filter: TokenFilter, bytes: Uint8Array): boolean {
  let hash = 0;
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const role = roles[bytes[at]!]!;
    if (role === 255) return false;
    if (role === 0) {
      if (length > 0 && filter[hash & (filterEntries - 1)] === 1) return false;
      hash = 0;
      length = 0;
      continue;
    }
    hash = (Math.imul(hash, 31) + role) | 0;
    if (++length === headBytes && filter[hash & (filterEntries - 1)] === 1) return false;
  }
  return length === 0 || filter[hash & (filterEntries - 1)] !== 1;
}
