import type { Identifiers } from './residual/matcher.ts';

/** State between the windows of one range: the last bytes, in which an identifier may have begun. */
export type ScanCarry = Uint8Array;

export const noCarry: ScanCarry = new Uint8Array(0);

/**
 * Searches one window of a range that is too large to hold, such as a waveform or a large private value. Pass the
 * windows in order, each with the carry of the one before. Bytes only: no token is whole for sure in a window.
 * @returns labels of what was found, and the carry for the next window
 */
export function scanBytes(
  { bytes: matcher }: Identifiers,
  window: Uint8Array,
  carry: ScanCarry,
): { readonly labels: readonly string[]; readonly carry: ScanCarry } {
  const overlap = Math.max(0, matcher.longestBytes - 1);
  const seam = joined(carry, window.subarray(0, overlap));
  const labels = new Set([...(carry.length > 0 ? matcher.search(seam) : []), ...matcher.search(window)]);
  const last =
    window.length >= overlap ? window.subarray(window.length - overlap) : lastOf(joined(carry, window), overlap);
  return { labels: [...labels], carry: last.slice() };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}

function lastOf(bytes: Uint8Array, length: number): Uint8Array {
  return bytes.subarray(Math.max(0, bytes.length - length));
}
