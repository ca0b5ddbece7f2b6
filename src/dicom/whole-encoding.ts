import { decoderOf } from './graphic-set-tables.ts';

const pairsByEncoding = new Map<string, ReadonlyMap<string, number>>();

/**
 * Encodes text as UTF-8, GB18030 or GBK. Of the latter two only the one- and two-byte characters, which are those
 * that names use; the four-byte ones of GB18030 are refused.
 *
 * @returns null when a character cannot be written.
 */
export function encodeWhole(text: string, encoding: 'utf-8' | 'gb18030' | 'gbk'): Uint8Array | null {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    if (character < '\u0080') {
      bytes.push(character.charCodeAt(0));
      continue;
    }
    const pair = pairsOf(encoding).get(character);
    if (pair === undefined) return null;
    bytes.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** Two-byte codes by character, found by decoding all of them once. */
function pairsOf(encoding: string): ReadonlyMap<string, number> {
  const before = pairsByEncoding.get(encoding);
  if (before !== undefined) return before;
  const pairs = new Map<string, number>();
  const decoder = decoderOf(encoding);
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if ([...character].length === 1 && character !== '\ufffd') pairs.set(character, (first << 8) | second);
    }
  }
  pairsByEncoding.set(encoding, pairs);
  return pairs;
}
