import { type Automaton, endsHere, next } from './automaton.ts';
import { filterEntries, type TokenFilter } from './token-filter.ts';

/** What a byte does: 0 parts tokens, a letter or digit is its own lower-case code. */
const nul = 254;
const closer = 255;
/** Digits come before letters. */
const firstLetter = 0x3a;
const roles = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0) return nul;
  const isBreak = byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
  if (byte > 0x7e || (byte < 0x20 && !isBreak)) return closer;
  if (byte >= 0x41 && byte <= 0x5a) return byte + 32;
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) ? byte : 0;
});

/**
 * Tells in one pass over bytes whether their text may hold an identifier. False is certain: no pattern is in the letters,
 * and no token has the hash of one that is looked for by itself. True costs a closer look.
 * @param isText true for a text, which must be plain ASCII too; else bytes beyond ASCII part letters
 */
export function mayHold(automaton: Automaton, filter: TokenFilter, bytes: Uint8Array, isText: boolean): boolean {
  const pass: Pass = { automaton, filter, state: 0, digits: 0, hasMonth: false };
  for (let at = 0; at < bytes.length; at++) {
    const role = roles[bytes[at]!]!;
    if (isLetter(role)) {
      at = passToken(pass, bytes, at);
      if (at < 0) return true;
    } else if (role !== 0) {
      if (isText) return role === closer || !isNulOnly(bytes, at) || hasDate(pass);
      pass.state = 0;
    }
  }
  return hasDate(pass);
}

/** How far a pass has come. */
type Pass = {
  readonly automaton: Automaton;
  readonly filter: TokenFilter;
  state: number;
  digits: number;
  hasMonth: boolean;
};

/** @returns the place of the last letter or digit of a token; -1 when it may be, or end, an identifier. */
function passToken(pass: Pass, bytes: Uint8Array, start: number): number {
  const { automaton, filter } = pass;
  const { low, ends } = automaton;
  let { state, digits } = pass;
  let hash = 0;
  let at = start;
  for (let role = roles[bytes[at]!]!; isLetter(role); role = roles[bytes[++at]!] ?? 0) {
    const symbol = low[role]!;
    if (symbol === 0) state = 0;
    else state = state === 0 ? automaton.start[symbol]! : next(automaton, state, symbol);
    if (ends[state] === endsHere) return -1;
    if (ends[state] !== 0) pass.hasMonth = true;
    if (role < firstLetter) digits++;
    hash = (Math.imul(hash, 31) + role) | 0;
  }
  pass.state = state;
  pass.digits = digits;
  return filter[hash & (filterEntries - 1)] === 1 ? -1 : at - 1;
}

function isLetter(role: number): boolean {
  return role > 0 && role < nul;
}

function hasDate({ hasMonth, digits }: Pass): boolean {
  return hasMonth && digits >= leastDigits;
}

/** Of a date whose month is written as a word. */
const leastDigits = 3;

/** NUL behind a text is padding; inside it is a sign of UTF-16. */
function isNulOnly(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}
