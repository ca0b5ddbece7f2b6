/**
 * Takes the bytes of a codestream that are not coded pixels, so that they can be searched for the patient. `text` is
 * something that people may have written, `table` numbers that look like text by chance.
 */
export type SideBytes = (bytes: Uint8Array, kind: 'text' | 'table') => void;

/** Frames of one image mostly have the same headers; so many of them are remembered. */
const mostRemembered = 32;

/** Passes each stretch on once, as long as it is among the last that were met. */
export function eachOnce(take: SideBytes): SideBytes {
  const known = new Map<number, Uint8Array>();
  return (bytes, kind) => {
    if (bytes.length === 0) return;
    const key = bytes.length * 65_536 + ((bytes[0] ?? 0) << 8) + (bytes[bytes.length - 1] ?? 0);
    const before = known.get(key);
    if (before && isEqual(before, bytes)) return;
    if (known.size >= mostRemembered) known.clear();
    known.set(key, bytes.slice());
    take(bytes, kind);
  };
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return one.length === other.length;
}

/** So many letters in a row stand in numbers by chance once in a million. */
const longestChanceWord = 7;

/** Do numbers hold a word? Eight letters in a row. */
export function holdsWord(bytes: Uint8Array): boolean {
  let run = 0;
  return bytes.some((byte) => {
    run = isLetter(byte) ? run + 1 : 0;
    return run > longestChanceWord;
  });
}

/** Shorter runs of letters stand in coded data by chance, once in a million frames. */
const shortestText = 16;
const fewestLetters = 6;

/** Do bytes end in a text, be it padded with zeros? A long run of print with many different letters. */
export function endsInText(bytes: Uint8Array): boolean {
  const run = printAtEnd(bytes);
  const letters = new Set([...run].filter((byte) => isLetter(byte)).map((byte) => byte | 0x20));
  return run.length >= shortestText && letters.size >= fewestLetters;
}

/** The printable characters that bytes end in, zeros behind them left out. */
export function printAtEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  let start = end;
  while (start > 0 && isPrint(bytes[start - 1] ?? 0)) start--;
  return bytes.subarray(start, end);
}

function isPrint(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
