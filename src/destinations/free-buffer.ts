/**
 * Gives the memory of bytes back at once, where the browser can: buffers of megabytes otherwise wait for a collector that
 * sees only their small handles. The bytes, and all others of their buffer, are gone afterwards.
 */
export function freeBuffer({ buffer }: Uint8Array): void {
  // ECMAScript 2024 (Chromium 114, Firefox 122, Safari 17.4).
  const { transfer } = buffer as { transfer?: (lengthBytes: number) => ArrayBuffer };
  transfer?.call(buffer, 0);
}
