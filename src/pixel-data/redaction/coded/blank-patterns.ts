import type { IndexedDataset } from '../../../dicom/indexed-dataset.ts';
import type { ImagePixel } from '../../rendering/image-pixel.ts';
import { darkestCells } from '../darkest-cell.ts';
import type { CodedDepth } from './coded-depth.ts';
import { type CodedMethod, decodedPhotometric } from './coded-method.ts';
import type { Patterns } from './sample-patterns.ts';

/** What goes into the rectangles of a frame whose samples have the depth of its codestream; null where nothing is dark for sure. */
export function darkestPatterns(
  dataset: IndexedDataset,
  pixel: ImagePixel,
  method: CodedMethod,
  { precision }: CodedDepth,
): readonly number[] | null {
  const bitsStored = Math.min(pixel.bitsStored, precision);
  const photometric = decodedPhotometric(method, pixel);
  const cells = darkestCells(dataset, { ...pixel, photometric, bitsStored, highBit: bitsStored - 1 });
  return typeof cells === 'string' ? null : cells.map((cell) => cell % 2 ** precision);
}

/** Writes over the samples of the pixels that go, in place. @param mask one byte a pixel, 1 where it goes */
export function blankPatterns(patterns: Patterns, mask: Uint8Array, darkest: readonly number[]): void {
  const step = darkest.length;
  for (let pixel = 0; pixel < mask.length; pixel++) if (mask[pixel] === 1) patterns.set(darkest, pixel * step);
}
