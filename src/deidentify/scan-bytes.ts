import { joinBytes } from '../dicom/join-bytes.ts';
import type { Identifiers } from './residual/matcher.ts';
import { printableRuns, utf16Runs } from './residual/printable-runs.ts';

/** State between the windows of one range: the last bytes, in which an identifier may have begun. */
export type ScanCarry = Uint8Array;

export const noCarry: ScanCarry = new Uint8Array(0);

/** What an identifier may take with separators between its letters, in two bytes each. */
const overlapBytes = 512;

/** Shorter stretches of letters come by chance in so many bytes. */
const shortestRun = 6;

/**
 * Searches one window of a range that is too large to hold, such as a long text, a waveform or a large private value.
 * Pass the windows in order, each with the carry of the one before.
 * @param decode reads the window as text where the element is one; null for bytes of any other kind
 * @returns labels of what was found, and the carry for the next window
 */
export function scanBytes(
  identifiers: Identifiers,
  window: Uint8Array,
  carry: ScanCarry,
  decode: ((bytes: Uint8Array) => string) | null = null,
): { readonly labels: readonly string[]; readonly carry: ScanCarry } {
  const seam = joinBytes([carry, window.subarray(0, overlapBytes)]);
  const labels = new Set(searchWindow(identifiers, window, decode));
  if (carry.length > 0) for (const label of searchWindow(identifiers, seam, decode)) labels.add(label);
  const last =
    window.length >= overlapBytes ? window.subarray(window.length - overlapBytes) : lastOf(joinBytes([carry, window]));
  return { labels: [...labels], carry: last.slice() };
}

function searchWindow(
  { text, bytes: matcher }: Identifiers,
  window: Uint8Array,
  decode: ((bytes: Uint8Array) => string) | null,
): readonly string[] {
  const found = [...matcher.search(window), ...text.search(utf16Runs(window))];
  if (decode !== null) return text.isFree(window) ? found : [...found, ...text.search([decode(window)])];
  return text.isFreeOfAscii(window) ? found : [...found, ...text.search(printableRuns(window, shortestRun))];
}

function lastOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(Math.max(0, bytes.length - overlapBytes));
}
