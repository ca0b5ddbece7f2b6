/** What a compressed image holds besides the image. */
export type HiddenCode =
  | 'codestream-comment'
  | 'codestream-metadata'
  | 'behind-codestream'
  | 'unknown-codestream'
  | 'audio-track';

/** Where something besides the image was found in pixel data. */
export type HiddenContent =
  | HiddenCode
  | 'behind-frames'
  | 'beside-frames'
  | 'fewer-pixels'
  | 'fewer-images'
  | 'no-image-size';

/** Big-endian, as all codestreams here are. */
export function uint16At(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function uint32At(bytes: Uint8Array, at: number): number {
  return uint16At(bytes, at) * 0x10000 + uint16At(bytes, at + 2);
}

/** Does this stand at an offset? Text is compared as Latin-1. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text.charCodeAt(n)) return false;
  return true;
}
