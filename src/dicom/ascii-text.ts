/** Up to this length a string is put together here; past it a decoder is faster. */
const shortBytes = 32;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of ASCII bytes, one character each. Bytes above 7F must not be among them. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return end - start > shortBytes ? decoder.decode(bytes.subarray(start, end)) : latin1Text(bytes, start, end);
}

/** Bytes as text, one character a byte, whatever they are. Eight at a time: this runs for every value of a header. */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  for (; at + 8 <= end; at += 8) {
    text += String.fromCharCode(
      bytes[at]!,
      bytes[at + 1]!,
      bytes[at + 2]!,
      bytes[at + 3]!,
      bytes[at + 4]!,
      bytes[at + 5]!,
      bytes[at + 6]!,
      bytes[at + 7]!,
    );
  }
  for (; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
