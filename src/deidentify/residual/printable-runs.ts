import { asciiText } from '../../dicom/ascii-text.ts';

const shortestRun = 4;

/** True when text in these bytes reads the same in every character set: ASCII without escape sequences or NUL inside. */
export function isPlainAscii(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > 0x7e || (byte < 0x20 && !isBreak(byte))) return false;
  }
  return true;
}

function isBreak(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
}

/** The stretches of printable ASCII characters in bytes of any kind. @param shortest characters of the shortest one */
export function printableRuns(bytes: Uint8Array, shortest = shortestRun): readonly string[] {
  const runs: string[] = [];
  let start = -1;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte <= 0x7e) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0 && at - start >= shortest) runs.push(asciiText(bytes, start, at));
    start = -1;
  }
  return runs;
}

/**
 * The stretches of UTF-16 text in bytes of any kind, of characters up to U+00FF, in either byte order and wherever they
 * begin: a printable byte and a zero by turns.
 */
export function utf16Runs(bytes: Uint8Array): readonly string[] {
  const runs: string[] = [];
  for (let at = bytes.indexOf(0); at >= 0 && at < bytes.length; ) {
    // The character before a zero is of a run too, in the order that has the zero behind.
    const start = at > 0 && isWide(bytes[at - 1]!) ? at - 1 : at + 1;
    let text = '';
    let end = start;
    while (end < bytes.length && isWide(bytes[end]!) && (bytes[end + 1] ?? 0) === 0) {
      text += String.fromCharCode(bytes[end]!);
      end += 2;
    }
    // The last character of a run that has the zero in front may be followed by anything.
    if (start > at && end > start && bytes[end - 1] === 0 && isWide(bytes[end] ?? 0)) {
      text += String.fromCharCode(bytes[end]!);
    }
    if (text.length >= shortestRun) runs.push(text);
    at = bytes.indexOf(0, Math.max(end - 1, at + 1));
  }
  return runs;
}

function isWide(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || byte >= 0xa0;
}
