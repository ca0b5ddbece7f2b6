import { latin1Text } from '../dicom/ascii-text.ts';

/** Bytes as text, one character a byte, without the padding at either end (spaces and NUL, PS3.5 6.2). */
export function trimmedAscii(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && isPadding(bytes[end - 1])) end--;
  let start = 0;
  while (start < end && isPadding(bytes[start])) start++;
  return latin1Text(bytes, start, end);
}

/** Text as bytes, one a character, with a space behind it where their number is odd (PS3.5 6.2). */
export function paddedAscii(text: string): Uint8Array {
  return Uint8Array.from(text.length % 2 === 0 ? text : `${text} `, (character) => character.charCodeAt(0));
}

function isPadding(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x00;
}
