import type { Reading } from '../../dicom/reading.ts';
import { readAt, type Window } from './read-window.ts';

/** Fragments of encapsulated Pixel Data in order, empty ones left out. */
export type Fragments = {
  /** Value of the first item. */
  readonly offsetTable: Uint8Array;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
};

const windowBytes = 1024 * 1024;
/** Past this size reading through a fragment costs more than a read of its own. */
const longFragmentBytes = 512 * 1024;

/**
 * Lists the fragments by their item headers, in windows (PS3.5 A.4). The structure was proven when the file was indexed.
 * @param offsetBytes first byte of the first item
 */
export function* listFragments(window: Window, offsetBytes: number, endBytes: number): Reading<Fragments> {
  const offsets: number[] = [];
  const lengths: number[] = [];
  let offsetTable: Uint8Array = new Uint8Array(0);
  let lastLength = 0;
  for (let at = offsetBytes, n = 0; at + 8 <= endBytes; n++) {
    const ahead = lastLength > longFragmentBytes ? 64 : windowBytes;
    const header = yield* readAt(window, at, 8, ahead, endBytes);
    if (header.length < 8) break;
    // Encapsulated syntaxes are little endian.
    const length = (header[4]! | (header[5]! << 8) | (header[6]! << 16) | (header[7]! << 24)) >>> 0;
    if (n === 0) offsetTable = (yield* readAt(window, at + 8, length, length, endBytes)).slice();
    else if (length > 0) {
      offsets.push(at + 8);
      lengths.push(length);
    }
    lastLength = length;
    at += 8 + length;
  }
  return { offsetTable, offsets, lengths };
}
