import { blankStretch } from '../../dicom/blanks.ts';
import { isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import type { BlankedPart, OutputPart, StagedPart } from '../../dicom/edit.ts';
import { elementFlag, type IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import type { ByteRange } from '../../dicom/reading.ts';
import { spliceBytes } from '../../dicom/splices.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import { changedOnDisk, type OpenInput } from '../reading/open-input.ts';
import { readRange } from './read-range.ts';
import { readSpliced } from './read-spliced.ts';

/** A piece of an output that is looked at again; `zeros` stand for pixels. */
export type CheckedPart = OutputPart | { readonly kind: 'zeros'; readonly lengthBytes: number };

export function sizeOfParts(parts: readonly CheckedPart[]): number {
  return parts.reduce((sum, part) => sum + lengthOf(part), 0);
}

/** Longer stretches of the input stay where they are: pixels are most of a file, and a copy of them is the dearest step. */
const longRangeBytes = 64 * 1024;

/**
 * An output whose input is in memory, as few pieces: edits and what is between them are joined, long stretches are views
 * of the input. The pieces share no buffer but the input's, which is to be transferred with them.
 */
export function joinSmallParts(parts: readonly OutputPart[], input: Uint8Array): readonly OutputPart[] {
  const joined: OutputPart[] = [];
  let small: Uint8Array[] = [];
  const close = () => {
    const bytes = joinBytes(small);
    if (bytes.length > 0) joined.push({ kind: 'bytes', bytes });
    small = [];
  };
  for (const part of parts) {
    if (part.kind === 'staged') {
      close();
      joined.push(part);
      continue;
    }
    const bytes = bytesOf(part, input);
    if (part.kind !== 'bytes' && bytes.length >= longRangeBytes) {
      close();
      joined.push({ kind: 'bytes', bytes });
    } else {
      small.push(bytes);
    }
  }
  close();
  return joined;
}

/** @param start of pixels that are passed through, in the input */
export function replacePixels(
  parts: readonly OutputPart[],
  start: number,
  make: (pixels: Extract<OutputPart, { kind: 'range' }>) => OutputPart,
): readonly OutputPart[] {
  return parts.map((part) => (part.kind === 'range' && part.offsetBytes === start ? make(part) : part));
}

/**
 * An output whose input is in a file, with few ranges: short ones are read and joined with what is between them, so that who writes
 * the output reads long ones alone.
 */
export async function joinShortRanges(
  parts: readonly OutputPart[],
  input: OpenInput,
): Promise<readonly OutputPart[] | FailedOutcome> {
  const read = readParts(parts, input);
  const joined: OutputPart[] = [];
  let start = 0;
  let at = 0;
  const close = async (): Promise<FailedOutcome | null> => {
    if (at === start) return null;
    const bytes = await read({ offsetBytes: start, lengthBytes: at - start });
    if ('kind' in bytes) return bytes;
    joined.push({ kind: 'bytes', bytes });
    return null;
  };
  for (const part of parts) {
    if (part.kind !== 'bytes' && part.lengthBytes >= longRangeBytes) {
      const failure = await close();
      if (failure !== null) return failure;
      joined.push(part);
      start = at + part.lengthBytes;
    }
    at += lengthOf(part);
  }
  return (await close()) ?? joined;
}

/** An output whose input is in memory, with everything that is written over made. */
export function madeParts(parts: readonly OutputPart[], input: Uint8Array): readonly OutputPart[] {
  return parts.map((part) => (part.kind === 'blanked' ? { kind: 'bytes', bytes: bytesOf(part, input) } : part));
}

/** Views of what is there; what is written over or spliced is a copy. */
function bytesOf(part: Exclude<OutputPart, StagedPart>, input: Uint8Array): Uint8Array {
  if (part.kind === 'bytes') return part.bytes;
  if (part.kind === 'spliced') return spliceBytes(part, input);
  const bytes = input.subarray(part.offsetBytes, part.offsetBytes + part.lengthBytes);
  return part.kind === 'range' ? bytes : blanked(bytes, 0, part);
}

function blanked(bytes: Uint8Array, offsetBytes: number, { blanks }: BlankedPart): Uint8Array {
  const copy = bytes.slice();
  blankStretch(copy, offsetBytes, blanks);
  return copy;
}

/** Bytes from an offset on; fewer than asked for only at the end and in hidden pixels. */
export type ReadBytes = (range: ByteRange) => Promise<Uint8Array | FailedOutcome>;

/** Reads an output that is still in parts, as if it were a file. */
export function readParts(parts: readonly CheckedPart[], input: OpenInput): ReadBytes {
  return async ({ offsetBytes, lengthBytes }) => {
    const pieces: Uint8Array[] = [];
    let missing = lengthBytes;
    let start = 0;
    for (const part of parts) {
      const skip = offsetBytes + (lengthBytes - missing) - start;
      start += lengthOf(part);
      if (missing === 0 || skip >= lengthOf(part)) continue;
      const piece = await readPart(part, skip, missing, input);
      if ('kind' in piece) return piece;
      pieces.push(piece);
      missing -= piece.length;
      if (part.kind === 'zeros') break;
    }
    return pieces.length === 1 ? pieces[0]! : joinBytes(pieces);
  };
}

/** Who walks the header asks for more than it needs, and does not go into the pixels behind it. */
const someZeros = new Uint8Array(4096);

async function readPart(part: CheckedPart, skip: number, wanted: number, input: OpenInput) {
  const lengthBytes = Math.min(wanted, lengthOf(part) - skip);
  if (part.kind === 'bytes') return part.bytes.subarray(skip, skip + lengthBytes);
  if (part.kind === 'zeros') return someZeros.subarray(0, lengthBytes);
  if (part.kind === 'spliced') return readSpliced(part, skip, lengthBytes, (range) => readWhole(range, input));
  if (part.kind === 'staged') return (await readRange(null, part, skip, lengthBytes)) ?? changedOnDisk;
  const bytes = await readWhole({ offsetBytes: part.offsetBytes + skip, lengthBytes }, input);
  return part.kind === 'blanked' && !('kind' in bytes) ? blanked(bytes, skip, part) : bytes;
}

async function readWhole(range: ByteRange, input: OpenInput): Promise<Uint8Array | FailedOutcome> {
  const bytes = await input.read(range);
  if ('kind' in bytes) return bytes;
  return bytes.length < range.lengthBytes ? changedOnDisk : bytes.subarray(0, range.lengthBytes);
}

/** An empty item and the delimiter: the shortest valid list of fragments (PS3.5 A.4). Always little endian. */
const noFragments = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);

/**
 * The output without its pixels, for looking at everything else again: fragments are left out, because finding their end
 * anew would mean reading all of them, and native pixels become zeros, which cost no read. Both are stretches of the
 * input that are passed through, and their structure is known.
 */
export function withoutPixels(parts: readonly OutputPart[], dataset: IndexedDataset): readonly CheckedPart[] {
  const { elements } = dataset;
  const stretches: Stretch[] = [];
  for (let i = 0; i < elements.count; i = elements.subtreeEnds[i]!) {
    if (!isTopLevelPixelData(dataset, i)) continue;
    const isEncapsulated = (elements.flags[i]! & elementFlag.encapsulated) !== 0;
    stretches.push({ start: elements.valueOffsets[i]!, end: elements.endOffsets[i]!, isEncapsulated });
  }
  return parts.flatMap((part): readonly CheckedPart[] => {
    if (part.kind === 'blanked' || part.kind === 'staged') return [{ kind: 'zeros', lengthBytes: part.lengthBytes }];
    // Fragments and their delimiter, as they are spliced.
    if (part.kind === 'spliced') return [{ kind: 'bytes', bytes: noFragments }];
    return part.kind === 'range' ? hidePixels(part, stretches) : [part];
  });
}

type Stretch = { readonly start: number; readonly end: number; readonly isEncapsulated: boolean };

function hidePixels(
  { offsetBytes, lengthBytes }: Extract<OutputPart, { kind: 'range' }>,
  stretches: readonly Stretch[],
): readonly CheckedPart[] {
  const partEnd = offsetBytes + lengthBytes;
  const kept: CheckedPart[] = [];
  let at = offsetBytes;
  for (const { start, end, isEncapsulated } of stretches) {
    if (start < at || end > partEnd) continue;
    kept.push(range(at, start));
    kept.push(isEncapsulated ? { kind: 'bytes', bytes: noFragments } : { kind: 'zeros', lengthBytes: end - start });
    at = end;
  }
  return [...kept, range(at, partEnd)];
}

function range(start: number, end: number): OutputPart {
  return { kind: 'range', offsetBytes: start, lengthBytes: end - start };
}

function lengthOf(part: CheckedPart): number {
  return part.kind === 'bytes' ? part.bytes.length : part.lengthBytes;
}
