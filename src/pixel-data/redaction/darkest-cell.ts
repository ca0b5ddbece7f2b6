import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { ImagePixel } from '../rendering/image-pixel.ts';
import { lookUp } from '../rendering/lookup-table.ts';
import { readPalette } from '../rendering/palette.ts';
import { storedSamples } from '../rendering/read-frame.ts';
import type { RedactionProblem } from './redaction.ts';

/**
 * The darkest value that the samples of an image can have, as it stands in their cells: one for each sample of a pixel, or
 * four for two pixels that share their colour. Pixel Padding Value is none: it may be shown in any grey.
 * @see PS3.3 C.7.6.3.1.2
 */
export function darkestCells(dataset: IndexedDataset, pixel: ImagePixel): readonly number[] | RedactionProblem {
  const { photometric, samplesPerPixel, isSigned, bitsStored } = pixel;
  if (samplesPerPixel === 1) {
    if (photometric === 'MONOCHROME2') return [cellOf(pixel, lowest(pixel))];
    if (photometric === 'MONOCHROME1') return [cellOf(pixel, lowest(pixel) + 2 ** bitsStored - 1)];
    return photometric === 'PALETTE COLOR' ? darkestIndex(dataset, pixel) : 'photometric';
  }
  if (samplesPerPixel !== 3 || isSigned) return 'photometric';
  const middle = cellOf(pixel, 2 ** (bitsStored - 1));
  switch (photometric) {
    case 'RGB':
      return [0, 0, 0];
    case 'YBR_FULL':
      return [0, middle, middle];
    case 'YBR_FULL_422':
      return storedSamples(pixel) === 2 ? [0, 0, middle, middle] : [0, middle, middle];
    default:
      return 'photometric';
  }
}

function lowest({ isSigned, bitsStored }: ImagePixel): number {
  return isSigned ? -(2 ** (bitsStored - 1)) : 0;
}

/** The sign fills the cell above High Bit; below it are zeros (PS3.5 8.1.1). */
function cellOf({ highBit, bitsStored, bitsAllocated }: ImagePixel, value: number): number {
  const size = 2 ** bitsAllocated;
  const cell = (value * 2 ** (highBit + 1 - bitsStored)) % size;
  return cell < 0 ? cell + size : cell;
}

/** The index whose colour is darkest to the eye (ITU-R BT.601); among equals the first. */
function darkestIndex(dataset: IndexedDataset, pixel: ImagePixel): readonly number[] | RedactionProblem {
  const palette = readPalette(dataset, pixel.isSigned);
  const [red, green, blue] = palette ?? [];
  if (!red || !green || !blue) return 'palette';
  const values = 2 ** Math.min(16, pixel.bitsStored);
  let darkest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < values; n++) {
    const value = lowest(pixel) + n;
    const light = 0.299 * lookUp(red, value) + 0.587 * lookUp(green, value) + 0.114 * lookUp(blue, value);
    if (light >= least) continue;
    least = light;
    darkest = value;
  }
  return [cellOf(pixel, darkest)];
}
