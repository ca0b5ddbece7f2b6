import type { Reading } from '../../dicom/reading.ts';

/** The stretch of the input that was read last. */
export type Window = { offsetBytes: number; bytes: Uint8Array };

export function createWindow(): Window {
  return { offsetBytes: 0, bytes: new Uint8Array(0) };
}

/**
 * Bytes at an offset, from the window when it covers them, else from a new one.
 * @param aheadBytes how much more to read in one go, for what comes next; not past `endBytes`
 * @returns fewer bytes than asked for only where the input ends
 */
export function* readAt(
  window: Window,
  offsetBytes: number,
  lengthBytes: number,
  aheadBytes: number,
  endBytes: number,
): Reading<Uint8Array> {
  const isCovered =
    offsetBytes >= window.offsetBytes && offsetBytes + lengthBytes <= window.offsetBytes + window.bytes.length;
  if (!isCovered) {
    const wanted = Math.min(Math.max(lengthBytes, aheadBytes), Math.max(lengthBytes, endBytes - offsetBytes));
    window.bytes = yield { offsetBytes, lengthBytes: wanted };
    window.offsetBytes = offsetBytes;
  }
  const at = offsetBytes - window.offsetBytes;
  return window.bytes.subarray(at, at + lengthBytes);
}
