import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readInteger } from '../dicom/read-integer.ts';
import { type Tag, tagOf } from '../dicom/tag.ts';
import { readSingleText } from '../dicom/value-codec.ts';

/** How many bits the header gives to one frame, and how many frames it counts. */
export type FrameSize = {
  readonly rows: number;
  readonly columns: number;
  /** Samples of one pixel as they are stored: two where two pixels share their colour. */
  readonly samples: number;
  readonly bitsAllocated: number;
  readonly frames: number;
};

const floatPixelData = tagOf(0x7fe0, 0x0008);
const doubleFloatPixelData = tagOf(0x7fe0, 0x0009);

/** No image has more bits in one sample (Double Float Pixel Data). */
const mostBits = 64;

/**
 * The size of the image as Rows, Columns, Samples per Pixel, Bits Allocated and Number of Frames say it.
 * @returns null where one of them is missing or no number that an image can have.
 * @see PS3.3 C.7.6.3, C.7.6.6, C.7.6.24, C.7.6.25
 */
export function frameSizeOf(dataset: IndexedDataset, pixelTag: Tag): FrameSize | null {
  const rows = countOf(dataset, tagOf(0x0028, 0x0010));
  const columns = countOf(dataset, tagOf(0x0028, 0x0011));
  const bitsAllocated = bitsOf(dataset, pixelTag);
  const samples = samplesOf(dataset);
  const frames = framesOf(dataset);
  if (!rows || !columns || !samples || !bitsAllocated || bitsAllocated > mostBits || frames === null) return null;
  return { rows, columns, samples, bitsAllocated, frames };
}

/** Number of Frames; 1 where it is absent or zero. @returns null when it is no count. */
export function framesOf(dataset: IndexedDataset): number | null {
  const frames = countOf(dataset, tagOf(0x0028, 0x0008), 1);
  return frames === null ? null : Math.max(1, frames);
}

/** @returns null for what is no count, and for what is not there, unless there is something to go by */
function countOf(dataset: IndexedDataset, tag: Tag, otherwise: number | null = null): number | null {
  const reading = readInteger(dataset, tag);
  if (reading.kind === 'absent') return otherwise;
  return reading.kind === 'integer' ? reading.value : null;
}

function bitsOf(dataset: IndexedDataset, pixelTag: Tag): number | null {
  if (pixelTag === floatPixelData) return 32;
  return pixelTag === doubleFloatPixelData ? 64 : countOf(dataset, tagOf(0x0028, 0x0100));
}

/** Two pixels of YBR_FULL_422 share their colour: two samples each instead of three (PS3.3 C.7.6.3.1.2). */
function samplesOf(dataset: IndexedDataset): number | null {
  const samples = countOf(dataset, tagOf(0x0028, 0x0002), 1);
  const photometric = readSingleText(dataset, tagOf(0x0028, 0x0004)).trim();
  return samples === 3 && photometric.endsWith('_422') ? 2 : samples;
}
