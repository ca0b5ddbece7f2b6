import { lowerBound } from './lower-bound.ts';

/**
 * Stretches of an input that go, each with what stands in its place; ascending, and none inside another. They are parallel
 * arrays, because an image of many frames has several for each frame.
 */
type Splices = {
  /** Where in the input each begins, and how many bytes of the input go there. */
  readonly offsets: Float64Array;
  readonly removedBytes: Float64Array;
  /** What takes their place: `bytes` up to these ends, one behind the other. */
  readonly insertedEnds: Float64Array;
  readonly bytes: Uint8Array;
  /** Where in the spliced stretch each begins. */
  readonly outputOffsets: Float64Array;
};

/** A stretch of the input that is passed through with splices. */
export type SplicedPart = {
  readonly kind: 'spliced';
  /** Of the input: where the stretch begins, and how long it is there. */
  readonly offsetBytes: number;
  readonly sourceBytes: number;
  /** Of the output. */
  readonly lengthBytes: number;
  readonly splices: Splices;
};

/** One splice, before they are put together. */
export type Splice = { readonly offsetBytes: number; readonly removedBytes: number; readonly bytes: Uint8Array };

/** Lists of splices that grow, as plain numbers. */
export type SpliceList = {
  readonly offsets: number[];
  readonly removedBytes: number[];
  readonly insertedEnds: number[];
  readonly bytes: number[];
};

export function createSpliceList(): SpliceList {
  return { offsets: [], removedBytes: [], insertedEnds: [], bytes: [] };
}

/** @param splice must begin where the last one ends, or behind it */
export function addSplice(list: SpliceList, { offsetBytes, removedBytes, bytes }: Splice): void {
  list.offsets.push(offsetBytes);
  list.removedBytes.push(removedBytes);
  for (const byte of bytes) list.bytes.push(byte);
  list.insertedEnds.push(list.bytes.length);
}

/** @param more of the same input, all behind those of the list */
export function appendSplices(list: SpliceList, more: SpliceList): void {
  const bytesBefore = list.bytes.length;
  for (const offset of more.offsets) list.offsets.push(offset);
  for (const removed of more.removedBytes) list.removedBytes.push(removed);
  for (const end of more.insertedEnds) list.insertedEnds.push(bytesBefore + end);
  for (const byte of more.bytes) list.bytes.push(byte);
}

/** A stretch of the input with all splices of a list. */
export function splicedPart(offsetBytes: number, sourceBytes: number, list: SpliceList): SplicedPart {
  const outputOffsets = new Float64Array(list.offsets.length);
  let grown = 0;
  let inserted = 0;
  for (let n = 0; n < outputOffsets.length; n++) {
    outputOffsets[n] = list.offsets[n]! - offsetBytes + grown;
    grown += list.insertedEnds[n]! - inserted - list.removedBytes[n]!;
    inserted = list.insertedEnds[n]!;
  }
  const splices = {
    offsets: Float64Array.from(list.offsets),
    removedBytes: Float64Array.from(list.removedBytes),
    insertedEnds: Float64Array.from(list.insertedEnds),
    bytes: Uint8Array.from(list.bytes),
    outputOffsets,
  };
  return { kind: 'spliced', offsetBytes, sourceBytes, lengthBytes: sourceBytes + grown, splices };
}

/** A piece of a spliced stretch: bytes that are put in, or a range of the input. */
export type SplicedPiece =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'range'; readonly offsetBytes: number; readonly lengthBytes: number };

/** What a part of the output is made of, in order. @param skip where in the spliced stretch it begins */
export function* piecesOf(part: SplicedPart, skip: number, lengthBytes: number): Generator<SplicedPiece> {
  const { offsets, removedBytes, insertedEnds, bytes, outputOffsets } = part.splices;
  const end = Math.min(part.lengthBytes, skip + lengthBytes);
  // From the last that begins there or before; -1 when all are behind.
  for (let n = lowerBound(outputOffsets, skip + 1) - 1; n < offsets.length && (outputOffsets[n] ?? 0) < end; n++) {
    const from = n < 0 ? 0 : outputOffsets[n]!;
    const firstByte = n > 0 ? insertedEnds[n - 1]! : 0;
    const insertedBytes = n < 0 ? 0 : insertedEnds[n]! - firstByte;
    const keptFrom = n < 0 ? part.offsetBytes : offsets[n]! + removedBytes[n]!;
    const keptBytes = (offsets[n + 1] ?? part.offsetBytes + part.sourceBytes) - keptFrom;
    const first = Math.max(0, skip - from);
    const last = Math.min(insertedBytes, end - from);
    if (first < last) yield { kind: 'bytes', bytes: bytes.subarray(firstByte + first, firstByte + last) };
    const keptFirst = Math.max(0, skip - from - insertedBytes);
    const keptLast = Math.min(keptBytes, end - from - insertedBytes);
    if (keptFirst < keptLast) {
      yield { kind: 'range', offsetBytes: keptFrom + keptFirst, lengthBytes: keptLast - keptFirst };
    }
  }
}

/** The whole of a spliced stretch. @param input all bytes of the input */
export function spliceBytes(part: SplicedPart, input: Uint8Array): Uint8Array {
  const spliced = new Uint8Array(part.lengthBytes);
  let at = 0;
  for (const piece of piecesOf(part, 0, part.lengthBytes)) {
    const isBytes = piece.kind === 'bytes';
    const bytes = isBytes ? piece.bytes : input.subarray(piece.offsetBytes, piece.offsetBytes + piece.lengthBytes);
    spliced.set(bytes, at);
    at += bytes.length;
  }
  return spliced;
}
