/** Bytes as text, one character a byte, without the padding at either end (spaces and NUL, PS3.5 6.2). */
export function trimmedAscii(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && isPadding(bytes[end - 1])) end--;
  let start = 0;
  while (start < end && isPadding(bytes[start])) start++;
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function isPadding(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x00;
}
