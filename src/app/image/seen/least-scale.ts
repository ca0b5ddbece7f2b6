import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

/** Text of so many pixels of the image has to be this tall on the screen: smaller is not read reliably. */
const SMALL_TEXT_PX = 8;
const READ_PX = 7;
/** Letters need so many rows; what is found smaller is none. */
const SMALLEST_TEXT_PX = 5;

/**
 * Pixels of the screen for one of the image at which the images of a series can be read: by text of 8 pixels, or by the smallest
 * that was found in the series where that is smaller.
 */
export function leastScaleOf(files: readonly Pick<BatchFile, 'search'>[]): number {
  let smallest = SMALL_TEXT_PX;
  for (const { search } of files) {
    if (search?.kind !== 'searched') continue;
    for (const { box } of search.texts) smallest = Math.min(smallest, heightOf(box));
  }
  return READ_PX / Math.max(SMALLEST_TEXT_PX, smallest);
}

/** Of letters: a text that is much taller than wide runs upwards. */
function heightOf({ columns, rows }: { readonly columns: number; readonly rows: number }): number {
  return rows > 2 * columns ? columns : rows;
}
