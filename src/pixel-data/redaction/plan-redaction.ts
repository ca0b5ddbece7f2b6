import type { Blanks } from '../../dicom/blanks.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type ImagePixel, readImagePixel } from '../rendering/image-pixel.ts';
import { storedSamples } from '../rendering/read-frame.ts';
import { type BlankRectangles, blankRectangles } from './blank-rectangles.ts';
import { type CodedMethod, codedMethod, decodedPhotometric } from './coded/coded-method.ts';
import type { SampleOrder } from './compare-samples.ts';
import { darkestCells } from './darkest-cell.ts';
import { nativeBlanks } from './native-blanks.ts';
import type { RedactedArea, RedactionProblem } from './redaction.ts';

/** How the image of one file is blanked, and what the result is compared with. */
export type PlannedRedaction = {
  readonly kind: 'redaction';
  readonly pixel: ImagePixel;
  readonly areas: readonly BlankRectangles[];
  /** The value that goes into the rectangles: a cell for each sample of a pixel, or four for two pixels. */
  readonly cells: readonly number[];
  readonly order: SampleOrder;
  readonly method: RedactionMethod;
};

type RedactionMethod =
  /** The pixels pass through but for these runs. */
  | { readonly kind: 'in-place'; readonly blanks: Blanks }
  /** Frames with boxes are encoded anew, in the syntax that they were in. */
  | { readonly kind: 'rle' }
  /**
   * Blocks of a JPEG that a box touches are blanked as coefficients, so that no others are quantised again. Frames without boxes
   * are written anew as well where their transfer syntax is another one then.
   */
  | { readonly kind: 'jpeg'; readonly writes: 'frames-with-boxes' | 'all-frames' }
  | { readonly kind: 'jpeg-lossless' }
  | CodedMethod;

/** Are frames without boxes made anew like the others? */
export function writesAllFrames({ method }: PlannedRedaction): boolean {
  return method.kind === 'jpeg' && method.writes === 'all-frames';
}

/** More samples than this in one frame are not compared: they would have to be in memory several times over. */
const mostSamples = 128 * 1024 * 1024;

const sequential = { kind: 'jpeg', writes: 'frames-with-boxes' } as const;
const progressive = { kind: 'jpeg', writes: 'all-frames' } as const;
const lossless = { kind: 'jpeg-lossless' } as const;

/** PS3.5 A.4.1, A.4.2; of the retired syntaxes those with Huffman coding (PS3.6 A). */
const methodBySyntax: Readonly<Record<string, RedactionMethod>> = {
  '1.2.840.10008.1.2.5': { kind: 'rle' },
  '1.2.840.10008.1.2.4.50': sequential,
  '1.2.840.10008.1.2.4.51': sequential,
  '1.2.840.10008.1.2.4.53': progressive,
  '1.2.840.10008.1.2.4.55': progressive,
  '1.2.840.10008.1.2.4.57': lossless,
  '1.2.840.10008.1.2.4.70': lossless,
};

/** Pure: areas and header give the plan, and no pixel is read. */
export function planRedaction(
  dataset: IndexedDataset,
  areas: readonly RedactedArea[],
): PlannedRedaction | RedactionProblem {
  const pixel = readImagePixel(dataset);
  if (pixel === null) return 'no-image';
  const coding = pixel.isEncapsulated ? encodedMethod(dataset, pixel) : null;
  if (typeof coding === 'string') return coding;
  const isHalved = storedSamples(pixel) === 2;
  if (isHalved && pixel.columns % 2 !== 0) return 'odd-columns';
  if (pixel.rows * pixel.columns * pixel.samplesPerPixel > mostSamples) return 'too-large';
  const rectangles = blankRectangles(areas, pixel, isHalved ? 2 : 1);
  if (typeof rectangles === 'string') return rectangles;
  if (coding?.kind === 'jpeg') {
    return { kind: 'redaction', pixel, areas: rectangles, cells: [], order: 'by-pixel', method: coding };
  }
  if (coding?.kind === 'coded') {
    const decoded = { ...pixel, photometric: decodedPhotometric(coding, pixel) };
    const cells = darkestCells(dataset, decoded);
    if (typeof cells === 'string') return cells;
    return { kind: 'redaction', pixel, areas: rectangles, cells, order: 'by-pixel', method: coding };
  }
  const cells = darkestCells(dataset, pixel);
  if (typeof cells === 'string') return cells;
  const blanks = nativeBlanks(dataset, pixel, rectangles, cells);
  if (typeof blanks === 'string') return blanks;
  const isByPlane = coding === null && pixel.isPlanar && pixel.samplesPerPixel > 1;
  const order = isHalved ? 'by-two-pixels' : isByPlane ? 'by-plane' : 'by-pixel';
  return { kind: 'redaction', pixel, areas: rectangles, cells, order, method: coding ?? { kind: 'in-place', blanks } };
}

function encodedMethod(dataset: IndexedDataset, pixel: ImagePixel): RedactionMethod | RedactionProblem {
  const { uid } = dataset.transferSyntax;
  const coded = codedMethod(uid, pixel);
  if (typeof coded === 'string') return coded;
  if (coded !== null) return coded;
  const method = methodBySyntax[uid];
  if (method === undefined) return 'syntax';
  // Segments hold whole bytes (PS3.5 G.2).
  return pixel.bitsAllocated % 8 === 0 ? method : 'layout';
}
