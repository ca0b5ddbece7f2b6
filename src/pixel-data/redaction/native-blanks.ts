import type { Blanks, Fill } from '../../dicom/blanks.ts';
import { isLittleEndianAt } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { unpackVr } from '../../dicom/vr.ts';
import type { ImagePixel } from '../rendering/image-pixel.ts';
import { storedSamples } from '../rendering/read-frame.ts';
import type { BlankRectangles } from './blank-rectangles.ts';
import type { Rectangle, RedactionProblem } from './redaction.ts';

/** Bits of a sample that are written over in place. */
const widths: ReadonlySet<number> = new Set([1, 8, 16, 32]);

/**
 * How uncompressed pixels are written over, so that the rectangles have one value and every other bit stays. A sample of one
 * bit, words of either byte order and colours by plane are all runs of bits.
 * @see PS3.5 8.1.1, 8.2, D.2, PS3.3 C.7.6.3.1.3
 */
export function nativeBlanks(
  dataset: IndexedDataset,
  pixel: ImagePixel,
  areas: readonly BlankRectangles[],
  cells: readonly number[],
): Blanks | RedactionProblem {
  const { element, bitsAllocated, sampleKind, samplesPerPixel, rows, columns, frames } = pixel;
  if (sampleKind !== 'integer' || !widths.has(bitsAllocated)) return 'layout';
  if (bitsAllocated === 1 && samplesPerPixel !== 1) return 'layout';
  const isLittleEndian = isLittleEndianAt(dataset, element);
  const isWords = unpackVr(dataset.elements.vrs[element] ?? 0) === 'OW';
  const toFills = pixel.isPlanar && storedSamples(pixel) === 3 ? planeFills : pixelFills;
  return {
    frameBits: rows * columns * storedSamples(pixel) * bitsAllocated,
    frames,
    fills: areas.flatMap(({ frames: chosen, rectangles }) =>
      rectangles.flatMap((rectangle) =>
        toFills(pixel, rectangle, cells, isLittleEndian).map((fill) => ({ frames: chosen, ...fill })),
      ),
    ),
    areBytesSwapped: !isLittleEndian && isWords && bitsAllocated <= 8,
  };
}

type Run = Omit<Fill, 'frames'>;

function pixelFills(pixel: ImagePixel, rectangle: Rectangle, cells: readonly number[], isLittleEndian: boolean) {
  const pattern = patternOf(cells, pixel.bitsAllocated, isLittleEndian);
  return [fillOf(pixel, rectangle, 0, storedSamples(pixel) * pixel.bitsAllocated, pattern)];
}

function planeFills(pixel: ImagePixel, rectangle: Rectangle, cells: readonly number[], isLittleEndian: boolean) {
  const planeBits = pixel.rows * pixel.columns * pixel.bitsAllocated;
  return cells.map((cell, plane) => {
    const pattern = patternOf([cell], pixel.bitsAllocated, isLittleEndian);
    return fillOf(pixel, rectangle, plane * planeBits, pixel.bitsAllocated, pattern);
  });
}

/** Rows that the rectangle fills from edge to edge are one run. */
function fillOf(
  { columns }: ImagePixel,
  rectangle: Rectangle,
  startBit: number,
  pixelBits: number,
  pattern: Uint8Array,
): Run {
  const strideBits = columns * pixelBits;
  const firstBit = startBit + rectangle.row * strideBits + rectangle.column * pixelBits;
  const isWide = rectangle.columns === columns;
  return {
    firstBit,
    runBits: rectangle.columns * pixelBits * (isWide ? rectangle.rows : 1),
    strideBits,
    runs: isWide ? 1 : rectangle.rows,
    pattern,
  };
}

function patternOf(cells: readonly number[], bitsAllocated: number, isLittleEndian: boolean): Uint8Array {
  if (bitsAllocated === 1) return Uint8Array.of(cells[0] === 0 ? 0 : 0xff);
  const width = bitsAllocated / 8;
  const bytes = new Uint8Array(cells.length * width);
  for (const [n, cell] of cells.entries()) {
    for (let byte = 0; byte < width; byte++) {
      const place = isLittleEndian ? byte : width - 1 - byte;
      bytes[n * width + place] = Math.floor(cell / 2 ** (8 * byte)) % 256;
    }
  }
  return bytes.every((byte) => byte === bytes[0]) ? bytes.slice(0, 1) : bytes;
}
