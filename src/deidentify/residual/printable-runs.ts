import { asciiText } from '../../dicom/ascii-text.ts';

const shortestRun = 4;

/** True when text in these bytes reads the same in every character set: ASCII without escape sequences. */
export function isPlainAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte > 0x7e || byte === 0x1b) return false;
  }
  return true;
}

/** The stretches of at least four printable ASCII characters in bytes of any kind. */
export function printableRuns(bytes: Uint8Array): readonly string[] {
  const runs: string[] = [];
  let start = -1;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte <= 0x7e) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0 && at - start >= shortestRun) runs.push(asciiText(bytes, start, at));
    start = -1;
  }
  return runs;
}
