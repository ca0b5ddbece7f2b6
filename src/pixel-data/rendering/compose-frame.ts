import { isLittleEndianAt } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Reading } from '../../dicom/reading.ts';
import { tagOf } from '../../dicom/tag.ts';
import { unpackVr } from '../../dicom/vr.ts';
import { expand422, interleave, ybrToRgb } from './colour.ts';
import type { Frame } from './frame.ts';
import type { ImagePixel } from './image-pixel.ts';
import { numbersIn } from './item-access.ts';
import { readModality } from './modality.ts';
import { readOverlays } from './overlays.ts';
import { applyPalette, readPalette } from './palette.ts';
import { type FrameBytes, storedSamples } from './read-frame.ts';
import { type Packing, readCells, type Samples, valuesOfCells } from './unpack-samples.ts';
import { readVoi } from './window.ts';

/** Samples as a decoder gives them: little endian, in a container that may differ from the header's. */
export type DecodedSamples = {
  /** The decoder found something wrong, and went on. */
  readonly hasWarning?: boolean;
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly samplesPerPixel: number;
  readonly isPlanar: boolean;
  /** Red, green and blue whatever the header calls them: JPEG 2000 decoders undo the transform of the codestream. */
  readonly isRgb: boolean;
};

/** Why a frame that was read cannot be shown. */
export type FrameProblem = { readonly kind: 'damaged' | 'unsupported-layout' };

/** A frame of uncompressed pixels. */
export function nativeSamples(dataset: IndexedDataset, pixel: ImagePixel, frame: FrameBytes) {
  const packing = nativePacking(dataset, pixel);
  const cells = readCells(frame, packing, pixel.rows * pixel.columns * storedSamples(pixel));
  return cells === null ? null : { cells, packing };
}

/** A frame from a decoder. Bits Stored still says which bits count, since codestreams may be deeper. */
export function decodedSamples(pixel: ImagePixel, decoded: DecodedSamples) {
  const bitsStored = Math.min(pixel.bitsStored, decoded.bitsAllocated);
  const packing: Packing = {
    sampleKind: pixel.sampleKind,
    bitsAllocated: decoded.bitsAllocated,
    bitsStored,
    highBit: bitsStored - 1,
    isSigned: pixel.isSigned,
    isLittleEndian: true,
    isByteSwapped: false,
  };
  const count = decoded.rows * decoded.columns * decoded.samplesPerPixel;
  const cells = readCells({ bytes: decoded.bytes, bitOffset: 0 }, packing, count);
  return cells === null ? null : { cells, packing };
}

/**
 * Makes a frame of its samples: values of the bits stored, colours to red, green and blue, and what the header says about
 * showing it.
 * @param frame from 0
 */
export function* composeFrame(
  dataset: IndexedDataset,
  pixel: ImagePixel,
  frame: number,
  samples: { readonly cells: Samples; readonly packing: Packing },
  layout: { readonly isPlanar: boolean; readonly isRgb: boolean },
): Reading<Frame | FrameProblem> {
  const { rows, columns, photometric, samplesPerPixel } = pixel;
  const values = valuesOfCells(samples.cells, samples.packing);
  const overlays = yield* readOverlays(dataset, frame, pixel, samples.cells);
  const base = { rows, columns, overlays };
  if (samplesPerPixel === 1 && photometric === 'PALETTE COLOR') {
    const palette = readPalette(dataset, pixel.isSigned);
    if (palette === null) return { kind: 'unsupported-layout' };
    return { kind: 'colour', ...base, values: applyPalette(palette, values), maximum: 255 };
  }
  if (samplesPerPixel === 1) return { kind: 'grey', ...base, values, ...greyAttributes(dataset, pixel, frame) };
  const rgb = samplesPerPixel === 3 ? toRgb(pixel, values, layout) : null;
  return rgb === null ? { kind: 'unsupported-layout' } : { kind: 'colour', ...base, ...rgb };
}

/** PS3.3 C.7.6.3.1.2. Retired and unknown interpretations give null. */
function toRgb(pixel: ImagePixel, samples: Samples, layout: { readonly isPlanar: boolean; readonly isRgb: boolean }) {
  const { rows, columns, photometric, samplesPerPixel, bitsStored } = pixel;
  const isHalved = storedSamples(pixel) === 2;
  const full = isHalved ? expand422(samples, rows, columns) : samples;
  if (full === null || full.length < rows * columns * samplesPerPixel) return null;
  const mixed = layout.isPlanar && !isHalved ? interleave(full, rows * columns, samplesPerPixel) : full;
  const maximum = 2 ** bitsStored - 1;
  if (layout.isRgb || photometric === 'RGB') return { values: mixed, maximum };
  if ((photometric === 'YBR_FULL' || photometric === 'YBR_FULL_422') && bitsStored === 8) {
    return { values: ybrToRgb(mixed), maximum: 255 };
  }
  return null;
}

function greyAttributes(dataset: IndexedDataset, { isSigned, photometric }: ImagePixel, frame: number) {
  return {
    modality: readModality(dataset, frame, isSigned),
    voi: readVoi(dataset, frame, isSigned),
    isInverted: photometric === 'MONOCHROME1',
    padding: readPadding(dataset, isSigned),
  };
}

/** Pixel Padding Value, and the range that its limit makes of it (PS3.3 C.7.5.1.1.2). */
function readPadding(
  dataset: IndexedDataset,
  isSigned: boolean,
): { readonly low: number; readonly high: number } | null {
  // Its VR follows Pixel Representation, and writers get it wrong.
  const signed = (value: number) => (isSigned ? (value << 16) >> 16 : value & 0xffff);
  const [value] = numbersIn(dataset, -1, tagOf(0x0028, 0x0120));
  if (value === undefined) return null;
  const [limit = value] = numbersIn(dataset, -1, tagOf(0x0028, 0x0121));
  return { low: Math.min(signed(value), signed(limit)), high: Math.max(signed(value), signed(limit)) };
}

function nativePacking(dataset: IndexedDataset, pixel: ImagePixel): Packing {
  const { sampleKind, bitsAllocated, bitsStored, highBit, isSigned, element } = pixel;
  const isLittleEndian = isLittleEndianAt(dataset, element);
  const isWords = unpackVr(dataset.elements.vrs[element] ?? 0) === 'OW';
  const isByteSwapped = !isLittleEndian && isWords && bitsAllocated <= 8;
  return { sampleKind, bitsAllocated, bitsStored, highBit, isSigned, isLittleEndian, isByteSwapped };
}
