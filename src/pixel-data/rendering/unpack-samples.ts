import type { ImagePixel } from './image-pixel.ts';
import type { FrameBytes } from './read-frame.ts';

/** Values of one frame, one sample after the other. */
export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** What the samples are packed as; a codec may give another container than the header says. */
export type Packing = Pick<ImagePixel, 'sampleKind' | 'bitsAllocated' | 'bitsStored' | 'highBit' | 'isSigned'> & {
  readonly isLittleEndian: boolean;
  /** Bytes of eight-bit samples come in swapped pairs: VR OW in a big-endian file (PS3.5 8.1.1, D.2). */
  readonly isByteSwapped: boolean;
};

/** Samples as they are packed, before Bits Stored is looked at: what embedded overlays are read from. */
export function readCells(frame: FrameBytes, packing: Packing, count: number): Samples | null {
  const whole = swapped(frame.bytes, packing);
  if (packing.bitsAllocated === 1)
    return whole.length * 8 - frame.bitOffset >= count ? bits(whole, frame.bitOffset, count) : null;
  const bytes = whole.subarray(frame.bitOffset >>> 3);
  if (bytes.length < (count * packing.bitsAllocated) / 8) return null;
  if (packing.sampleKind === 'float') return floats(bytes, packing, count);
  if (packing.sampleKind === 'double') return doubles(bytes, packing, count);
  switch (packing.bitsAllocated) {
    case 8:
      return bytes.slice(0, count);
    case 16:
      return words(bytes, packing, count);
    case 32:
      return longs(bytes, packing, count);
    default:
      return null;
  }
}

/**
 * Values as the standard reads them: the bits between High Bit and Bits Stored, extended by their sign where they have
 * one (PS3.5 8.1.1). Other bits of a cell, overlays of old among them, do not count.
 * @returns the cells themselves where they are the values already
 */
export function valuesOfCells(cells: Samples, packing: Packing): Samples {
  const { bitsStored, highBit, isSigned, bitsAllocated, sampleKind } = packing;
  if (sampleKind !== 'integer' || bitsAllocated === 1) return cells;
  const below = highBit + 1 - bitsStored;
  if (below === 0 && bitsStored === bitsAllocated) return isSigned ? signedView(cells) : cells;
  const values = isSigned ? signedOf(bitsAllocated, cells.length) : unsignedOf(bitsAllocated, cells.length);
  const left = 32 - bitsStored;
  for (let at = 0; at < cells.length; at++) {
    const cell = (cells[at]! >>> below) << left;
    values[at] = isSigned ? cell >> left : cell >>> left;
  }
  return values;
}

function signedView(cells: Samples): Samples {
  if (cells instanceof Uint8Array) return new Int8Array(cells.buffer, cells.byteOffset, cells.length);
  if (cells instanceof Uint16Array) return new Int16Array(cells.buffer, cells.byteOffset, cells.length);
  return new Int32Array(cells.buffer, cells.byteOffset, cells.length);
}

function signedOf(bits: number, count: number): Int8Array | Int16Array | Int32Array {
  return bits === 8 ? new Int8Array(count) : bits === 16 ? new Int16Array(count) : new Int32Array(count);
}

function unsignedOf(bits: number, count: number): Uint8Array | Uint16Array | Uint32Array {
  return bits === 8 ? new Uint8Array(count) : bits === 16 ? new Uint16Array(count) : new Uint32Array(count);
}

function swapped(bytes: Uint8Array, { isByteSwapped }: Packing): Uint8Array {
  if (!isByteSwapped) return bytes;
  const pairs = bytes.slice();
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    pairs[at] = bytes[at + 1]!;
    pairs[at + 1] = bytes[at]!;
  }
  return pairs;
}

/** Packed from the least significant bit on (PS3.5 8.1.1). */
function bits(bytes: Uint8Array, bitOffset: number, count: number): Uint8Array {
  const values = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const bit = bitOffset + at;
    values[at] = (bytes[bit >>> 3]! >>> (bit & 7)) & 1;
  }
  return values;
}

function words(bytes: Uint8Array, { isLittleEndian }: Packing, count: number): Uint16Array {
  const values = new Uint16Array(count);
  const low = isLittleEndian ? 0 : 1;
  for (let at = 0; at < count; at++) values[at] = bytes[at * 2 + low]! | (bytes[at * 2 + 1 - low]! << 8);
  return values;
}

function longs(bytes: Uint8Array, { isLittleEndian }: Packing, count: number): Uint32Array {
  const view = viewOf(bytes);
  return Uint32Array.from({ length: count }, (_, at) => view.getUint32(at * 4, isLittleEndian));
}

function floats(bytes: Uint8Array, { isLittleEndian }: Packing, count: number): Float32Array {
  const view = viewOf(bytes);
  return Float32Array.from({ length: count }, (_, at) => view.getFloat32(at * 4, isLittleEndian));
}

function doubles(bytes: Uint8Array, { isLittleEndian }: Packing, count: number): Float64Array {
  const view = viewOf(bytes);
  return Float64Array.from({ length: count }, (_, at) => view.getFloat64(at * 8, isLittleEndian));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
