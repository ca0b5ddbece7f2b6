import type { Splice } from '../../dicom/splices.ts';

/** What a walk through one frame found that decoding does not need. Offsets count in the codestream. */
export type FrameCuts = {
  /** What goes, and what is written otherwise because of it: lengths of what is around. Not in order. */
  readonly splices: Splice[];
  /** Bytes that go, by the name of their segment or box: one of a fixed list, never a text of the file. */
  readonly bytesByKind: Map<string, number>;
  /** Bytes behind the end of the codestream. */
  paddingBytes: number;
  /** More than this program takes apart: the frame stays as it is. */
  isTooMany: boolean;
};

/** A tile-part has three of them. */
const mostSplices = 4096;

export function createFrameCuts(): FrameCuts {
  return { splices: [], bytesByKind: new Map(), paddingBytes: 0, isTooMany: false };
}

/** Takes a segment or box out. @param kind its name. @param offsetBytes in the codestream */
export function cutOut(cuts: FrameCuts, kind: string, offsetBytes: number, removedBytes: number): void {
  if (removedBytes === 0) return;
  cuts.bytesByKind.set(kind, (cuts.bytesByKind.get(kind) ?? 0) + removedBytes);
  const last = cuts.splices.at(-1);
  if (last?.bytes.length === 0 && last.offsetBytes + last.removedBytes === offsetBytes) {
    cuts.splices[cuts.splices.length - 1] = { ...last, removedBytes: last.removedBytes + removedBytes };
    return;
  }
  add(cuts, { offsetBytes, removedBytes, bytes: nothing });
}

/** Writes other bytes over as many. */
export function writeOver(cuts: FrameCuts, offsetBytes: number, bytes: Uint8Array): void {
  add(cuts, { offsetBytes, removedBytes: bytes.length, bytes });
}

function add(cuts: FrameCuts, splice: Splice): void {
  cuts.isTooMany ||= cuts.splices.length >= mostSplices;
  if (!cuts.isTooMany) cuts.splices.push(splice);
}

/** Can all of it be done, each splice by itself? Not where a codestream says so many things, or the same twice. */
export function areApart({ splices, isTooMany }: FrameCuts): boolean {
  if (isTooMany) return false;
  let end = 0;
  return inOrder(splices).every(({ offsetBytes, removedBytes }) => {
    const isBehind = offsetBytes >= end;
    end = offsetBytes + removedBytes;
    return isBehind;
  });
}

function inOrder(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((one, other) => one.offsetBytes - other.offsetBytes);
}

/** How many bytes of segments go, padding not counted. */
export function cutBytesOf({ bytesByKind }: FrameCuts): number {
  let sum = 0;
  for (const bytes of bytesByKind.values()) sum += bytes;
  return sum;
}

/**
 * All splices of a frame in order, and what makes its length even (PS3.5 A.4): a byte of its padding goes, or one is added.
 * @param lengthBytes of the frame, with its padding
 */
export function orderedSplices(cuts: FrameCuts, lengthBytes: number): readonly Splice[] {
  const splices = inOrder(cuts.splices);
  if ((lengthBytes - cutBytesOf(cuts)) % 2 === 0) return splices;
  const isPadded = cuts.paddingBytes > 0;
  const offsetBytes = isPadded ? lengthBytes - 1 : lengthBytes;
  splices.push({ offsetBytes, removedBytes: isPadded ? 1 : 0, bytes: isPadded ? nothing : padding });
  return splices;
}

const nothing = new Uint8Array(0);
const padding = new Uint8Array(1);
