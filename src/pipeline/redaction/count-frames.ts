import { isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { numberOf } from '../../pixel-data/image-header.ts';

/** A fragment has a header of this length (PS3.5 A.4), so that fewer bytes a frame are none. */
const leastFrameBytes = 8;

/**
 * How many frames the page lists: what Number of Frames says, and never more than the pixel data has room for. A small
 * file that claims two thousand million frames has few.
 */
export function countFrames(dataset: IndexedDataset): number {
  const { count, subtreeEnds, valueLengths } = dataset.elements;
  const stated = Math.max(1, numberOf(dataset, tagOf(0x0028, 0x0008)));
  if (stated === 1) return 1;
  for (let at = 0; at < count; at = subtreeEnds[at]!) {
    if (!isTopLevelPixelData(dataset, at)) continue;
    const bytes = valueLengths[at]!;
    const room = dataset.fragments.has(at) ? bytes / leastFrameBytes : (bytes * 8) / nativeFrameBits(dataset);
    return Math.max(1, Math.min(stated, Math.floor(room)));
  }
  return 1;
}

function nativeFrameBits(dataset: IndexedDataset): number {
  const of = (element: number) => Math.max(1, numberOf(dataset, tagOf(0x0028, element)));
  return of(0x0010) * of(0x0011) * of(0x0100);
}
