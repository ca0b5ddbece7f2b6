import { lowerBound } from '../dicom/lower-bound.ts';
import { addSplice, appendSplices, createSpliceList, type SpliceList } from '../dicom/splices.ts';
import type { Cursor } from './codestream/cursor.ts';
import { cutBytesOf, type FrameCuts, orderedSplices } from './codestream/frame-cuts.ts';

/** What goes out of the compressed frames of a file, because decoding does not need it. It grows frame by frame. */
export type PixelCuts = {
  /** Over the fragments of the file, without its offset tables. */
  readonly list: SpliceList;
  /** Frames in which something goes, from 0. */
  readonly frames: number[];
  /** By these: how many bytes of segments go, and the length of the frame with its padding before and after. */
  readonly cutBytes: number[];
  readonly lengthsBefore: number[];
  readonly lengthsAfter: number[];
  readonly byKind: Map<string, { readonly bytes: number; readonly frames: number }>;
};

export function createPixelCuts(): PixelCuts {
  return {
    list: createSpliceList(),
    frames: [],
    cutBytes: [],
    lengthsBefore: [],
    lengthsAfter: [],
    byKind: new Map(),
  };
}

/** A copy that can grow, as what an earlier look found stays as it is. */
export function copyPixelCuts({ list, byKind, ...frames }: PixelCuts): PixelCuts {
  const copy = createSpliceList();
  appendSplices(copy, list);
  return {
    list: copy,
    frames: [...frames.frames],
    cutBytes: [...frames.cutBytes],
    lengthsBefore: [...frames.lengthsBefore],
    lengthsAfter: [...frames.lengthsAfter],
    byKind: new Map(byKind),
  };
}

/** They are in memory: an image of many tiles has four a tile. */
const mostSplices = 4_000_000;
/** A fragment may have up to this length (PS3.5 A.4). */
const longestFragment = 0xfffffffe;

/**
 * Takes in what goes out of one frame. Its fragments become one, because each has to have an even length, which a cut inside of
 * one would not leave it; its padding is made anew.
 * @param cursor over the frame, wherever it stands. @param first its first fragment
 * @returns false where it cannot be done, and the frame stays as it is
 */
export function addFrameCuts(
  { list, byKind, ...all }: PixelCuts,
  frame: number,
  { pieces, lengthBytes, endPiece }: Cursor,
  first: number,
  cuts: FrameCuts,
): boolean {
  if (cuts.splices.length === 0) return true;
  const splices = orderedSplices(cuts, lengthBytes);
  if (list.offsets.length + splices.length + endPiece - first > mostSplices) return false;
  const lengthAfter = splices.reduce((sum, { removedBytes, bytes }) => sum + bytes.length - removedBytes, lengthBytes);
  if (lengthAfter > longestFragment || lengthAfter <= 0) return false;
  const at = pieces.offsets[first] ?? 0;
  addSplice(list, { offsetBytes: at - 4, removedBytes: 4, bytes: littleEndian(lengthAfter) });
  const places = piecePlaces(pieces, first, endPiece);
  let place = 0;
  let written = at;
  for (const { offsetBytes, removedBytes, bytes } of splices) {
    const end = offsetBytes + removedBytes;
    // The headers of fragments between this splice and the one before.
    for (; place + 1 < places.length && places[place + 1]!.start <= offsetBytes; place++) {
      written = joinPieces(list, places[place]!, places[place + 1]!, written);
    }
    const from = Math.max(written, fileOffset(places[place]!, offsetBytes));
    // One that goes on in the next fragments takes their headers along.
    while (place + 1 < places.length && places[place + 1]!.start < end) place++;
    const to = removedBytes === 0 ? from : fileOffset(places[place]!, end);
    addSplice(list, { offsetBytes: from, removedBytes: to - from, bytes });
    written = to;
  }
  for (; place + 1 < places.length; place++) joinPieces(list, places[place]!, places[place + 1]!, written);
  all.frames.push(frame);
  all.cutBytes.push(cutBytesOf(cuts));
  all.lengthsBefore.push(lengthBytes);
  all.lengthsAfter.push(lengthAfter);
  for (const [kind, bytes] of cuts.bytesByKind) {
    const before = byKind.get(kind) ?? { bytes: 0, frames: 0 };
    byKind.set(kind, { bytes: before.bytes + bytes, frames: before.frames + 1 });
  }
  return true;
}

/** A fragment: where it begins and ends in the frame, and where it is in the file. */
type Place = { readonly start: number; readonly end: number; readonly fileStart: number };

function piecePlaces(pieces: Cursor['pieces'], first: number, endPiece: number): readonly Place[] {
  const places: Place[] = [];
  let start = 0;
  for (let n = first; n < endPiece; n++) {
    const end = start + (pieces.lengths[n] ?? 0);
    places.push({ start, end, fileStart: pieces.offsets[n] ?? 0 });
    start = end;
  }
  return places;
}

function fileOffset({ start, fileStart }: Place, offsetBytes: number): number {
  return fileStart + offsetBytes - start;
}

/** Takes out what stands between two fragments, headers of empty ones among it. @returns the offset up to which all is decided */
function joinPieces(list: SpliceList, { start, end, fileStart }: Place, next: Place, written: number): number {
  const from = fileStart + end - start;
  if (from >= written) {
    addSplice(list, { offsetBytes: from, removedBytes: next.fileStart - from, bytes: new Uint8Array(0) });
  }
  return Math.max(written, next.fileStart);
}

function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** How much less of the input there is in front of a place of it: the start of an item, or the end of a frame. */
export function createShrinkage({ list }: PixelCuts): (offsetBytes: number) => number {
  const { offsets, removedBytes, insertedEnds } = list;
  const shrunk = new Float64Array(offsets.length + 1);
  for (let n = 0; n < offsets.length; n++) {
    const inserted = (insertedEnds[n] ?? 0) - (insertedEnds[n - 1] ?? 0);
    shrunk[n + 1] = shrunk[n]! + (removedBytes[n] ?? 0) - inserted;
  }
  return (offsetBytes) => shrunk[lowerBound(offsets, offsetBytes + 1)]!;
}
