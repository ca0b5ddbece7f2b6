/**
 * Whether a JPEG-LS codestream holds its components one behind the other, whatever the header says: interleave mode 0
 * with several components in the frame (ISO/IEC 14495-1 C.2.3). Decoders hand such images out plane by plane.
 */
export function isJpegLsPlanar(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1]!;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (marker === 0xda) {
      const components = bytes[at + 4] ?? 0;
      return (bytes[at + 4 + components * 2 + 2] ?? 1) === 0;
    }
    at += 2 + length;
  }
  return false;
}
