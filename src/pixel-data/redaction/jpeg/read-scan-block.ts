import { type BitReader, peek16, skipBits } from './bit-reader.ts';
import type { HuffmanDecoder } from './huffman-code.ts';
import { isInData, readBlock, readNumber, readSymbol } from './read-block.ts';

/** A scan that is being read into the coefficients of the ones in front of it (ISO/IEC 10918-1 G.1.2). */
export type ScanState = {
  readonly reader: BitReader;
  readonly coefficients: Int16Array;
  /** By component of the scan; null for tables that it does not read with. */
  readonly dc: readonly (HuffmanDecoder | null)[];
  readonly ac: readonly (HuffmanDecoder | null)[];
  readonly first: number;
  readonly last: number;
  readonly low: number;
  /** Two words a block of the only component, in the order of its scans: a bit for each coefficient behind the first that is not zero. */
  readonly nonZero: Uint32Array;
  /** The block that is read, in the order of the scan. */
  unit: number;
  /** By component of the scan, what the next first coefficient differs from. */
  readonly differences: Int32Array;
  /** Blocks that still end where they begin: the rest of a run of ends of band. */
  blocksLeft: number;
};

const whole = new Int32Array(64);

/** A block of a sequential scan. @param at where its coefficients are @returns false where it cannot be followed */
export function readWholeBlock(state: ScanState, component: number, at: number): boolean {
  const [dc, ac] = [state.dc[component], state.ac[component]];
  if (!dc || !ac || !readBlock(state.reader, dc, ac, whole)) return false;
  const value = state.differences[component]! + whole[0]!;
  state.differences[component] = value;
  whole[0] = value;
  state.coefficients.set(whole, at);
  return isStorable(value);
}

/** The first coefficient, without its lowest bits (G.1.2.1). */
export function readFirstDc(state: ScanState, component: number, at: number): boolean {
  const { reader, differences } = state;
  const decoder = state.dc[component];
  const category = decoder ? readSymbol(reader, decoder) : -1;
  if (category < 0 || category > 15) return false;
  if (category > 0) differences[component]! += readNumber(reader, category);
  const value = differences[component]! * 2 ** state.low;
  state.coefficients[at] = value;
  return isStorable(value) && isInData(reader);
}

/** The next bit of the first coefficient. */
export function readMoreDc({ reader, coefficients, low }: ScanState, _: number, at: number): boolean {
  if (readBits(reader, 1) === 1) coefficients[at]! |= 1 << low;
  return isInData(reader);
}

/**
 * Goes over blocks of a run of ends of band for which no bit is read. A run costs three bytes and may have 32767 blocks, so
 * they are not read one by one. @returns the first block that has to be read, or the one where to stop
 */
export function behindRun(state: ScanState, from: number, to: number): number {
  if (state.blocksLeft === 0) return from;
  const { nonZero, first, last } = state;
  const [low, high] = [bitsBetween(first, Math.min(last, 31)), bitsBetween(Math.max(first, 32) - 32, last - 32)];
  const end = Math.min(to, from + state.blocksLeft);
  let unit = from;
  while (unit < end && (nonZero[2 * unit]! & low) === 0 && (nonZero[2 * unit + 1]! & high) === 0) unit++;
  state.blocksLeft -= unit - from;
  return unit;
}

/** A word with the bits of these numbers, 0 to 31. */
function bitsBetween(first: number, last: number): number {
  let bits = 0;
  for (let n = first; n <= last; n++) bits |= 1 << n;
  return bits;
}

/** Other coefficients, without their lowest bits (G.1.2.2). A run of ends of band is gone over before. */
export function readFirstAc(state: ScanState, component: number, at: number): boolean {
  const { reader, coefficients, last, low } = state;
  const decoder = state.ac[component];
  if (!decoder) return false;
  for (let n = state.first; n <= last; n++) {
    const symbol = readSymbol(reader, decoder);
    if (symbol < 0) return false;
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && run < 15) {
      state.blocksLeft = (1 << run) + readBits(reader, run) - 1;
      break;
    }
    n += run;
    if (size === 0) continue;
    const value = readNumber(reader, size) * 2 ** low;
    if (n > last || !isStorable(value)) return false;
    coefficients[at + n] = value;
    noteNonZero(state, n);
  }
  return isInData(reader);
}

/** The next bit of coefficients that are not zero, and new ones that begin with it (G.1.2.3). */
export function readMoreAc(state: ScanState, component: number, at: number): boolean {
  const { reader, last } = state;
  const decoder = state.ac[component];
  if (!decoder) return false;
  let n = state.first;
  while (n <= last && state.blocksLeft === 0) {
    const symbol = readSymbol(reader, decoder);
    const [run, size] = [symbol >> 4, symbol & 15];
    if (symbol < 0 || size > 1) return false;
    if (size === 0 && run < 15) {
      state.blocksLeft = (1 << run) + readBits(reader, run);
      break;
    }
    const isPositive = size === 1 && readBits(reader, 1) === 1;
    n = refineUpTo(state, at, n, run);
    if (size === 0) n++;
    else if (n > last) return false;
    else {
      state.coefficients[at + n] = isPositive ? 1 << state.low : -1 << state.low;
      noteNonZero(state, n++);
    }
  }
  if (state.blocksLeft > 0) {
    refineUpTo(state, at, n, 64);
    state.blocksLeft--;
  }
  return isInData(reader);
}

function noteNonZero({ nonZero, unit }: ScanState, coefficient: number): void {
  nonZero[2 * unit + (coefficient >> 5)]! |= 1 << (coefficient & 31);
}

/** Reads a bit for each coefficient that is not zero. @returns the place of the zero behind as many, or the one behind the last */
function refineUpTo({ reader, coefficients, last, low }: ScanState, at: number, from: number, zeros: number): number {
  let left = zeros;
  for (let n = from; n <= last; n++) {
    const value = coefficients[at + n]!;
    if (value === 0) {
      if (left === 0) return n;
      left--;
    } else if (readBits(reader, 1) === 1) coefficients[at + n] = value + (value > 0 ? 1 << low : -1 << low);
  }
  return last + 1;
}

/** @param bits at most 15; what is behind the end is found by `isInData` */
function readBits(reader: BitReader, bits: number): number {
  const value = peek16(reader) >>> (16 - bits);
  skipBits(reader, bits);
  return value;
}

function isStorable(value: number): boolean {
  return Math.abs(value) <= 32767;
}
