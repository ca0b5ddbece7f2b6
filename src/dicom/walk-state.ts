import type { ByteStore } from './byte-store.ts';
import { type DicomError, type DicomErrorCode, dicomError } from './dicom-error.ts';
import type { ElementHeader } from './element-header.ts';
import { createElementRows, type ElementRows, reserveRow } from './element-rows.ts';
import type { Fragments, Irregularity } from './indexed-dataset.ts';
import { formatTag, type Tag } from './tag.ts';
import type { TransferSyntax } from './transfer-syntax.ts';

/** Sequences may nest this deep; real files stay below 10, and beyond it a file is an attack or damage. */
export const maxNestedSequences = 64;
const levels = 2 * maxNestedSequences + 1;

/**
 * Where a walk stands. Level 0 is the data set, odd levels are sequences, even ones items: an explicit stack, as arrays
 * by level, so that depth costs no call frames and elements cost no objects.
 */
export type Walk = {
  readonly store: ByteStore;
  readonly transferSyntax: TransferSyntax;
  readonly rows: ElementRows;
  readonly header: ElementHeader;
  readonly irregularities: Map<string, Irregularity>;
  readonly fragments: Map<number, Fragments>;
  /** Values over this many bytes stay in the file. */
  readonly largestHeldBytes: number;
  position: number;
  level: number;
  hasPixelData: boolean;
  /** Header offset of an element that looked like a sequence and is none. */
  leafAt: number;
  /** Header offset of an element that looked like a sequence and is to be read once more, with the other kind of headers. */
  retryAt: number;
  retries: number;
  error: DicomError | null;
  needOffsetBytes: number;
  needLengthBytes: number;
  /** By level: row of the container, its end (Infinity while a delimiter decides), the nearest fixed end around. */
  readonly entries: Int32Array;
  readonly ends: Float64Array;
  readonly bounds: Float64Array;
  readonly modes: Uint8Array;
  readonly itemCounts: Int32Array;
  readonly lastTags: Float64Array;
  /** For a sequence that is only presumed from its first bytes: it becomes a leaf when it does not hold together. */
  readonly presumed: Uint8Array;
};

/** A sequence is there for certain, is read for the first time, or has been read with one kind of headers in vain. */
export const presumption = { none: 0, first: 1, last: 2 } as const;

/** Elements of one file that are read a second time: a count, so that a crafted file cannot make the walk long. */
const mostRetries = 64;

/** What a step of the walk came to. */
export const pause = { proceed: 0, needBytes: 1, fragments: 2, trailing: 3, done: 4, failed: 5 } as const;
export type Pause = (typeof pause)[keyof typeof pause];

export function createWalk(
  store: ByteStore,
  transferSyntax: TransferSyntax,
  datasetOffsetBytes: number,
  mode: number,
  largestHeldBytes: number,
): Walk {
  const walk: Walk = {
    store,
    transferSyntax,
    rows: createElementRows(),
    header: { tag: 0, vr: 0, headerBytes: 0, valueBytes: 0 },
    irregularities: new Map(),
    fragments: new Map(),
    largestHeldBytes,
    position: datasetOffsetBytes,
    level: 0,
    hasPixelData: false,
    leafAt: -1,
    retryAt: -1,
    retries: 0,
    error: null,
    needOffsetBytes: 0,
    needLengthBytes: 0,
    entries: new Int32Array(levels).fill(-1),
    ends: new Float64Array(levels).fill(Number.POSITIVE_INFINITY),
    bounds: new Float64Array(levels).fill(store.sizeBytes),
    modes: new Uint8Array(levels).fill(mode),
    itemCounts: new Int32Array(levels),
    lastTags: new Float64Array(levels).fill(-1),
    presumed: new Uint8Array(levels),
  };
  return walk;
}

/** Adds a row for the header just read; the caller sets what it knows better. @returns its index. */
export function pushRow(walk: Walk, endBytes: number, flags: number): number {
  const { rows, header, level, position } = walk;
  reserveRow(rows);
  const row = rows.count++;
  rows.tags[row] = header.tag;
  rows.vrs[row] = header.vr;
  rows.headerOffsets[row] = position;
  rows.valueOffsets[row] = position + header.headerBytes;
  rows.valueLengths[row] = endBytes - position - header.headerBytes;
  rows.endOffsets[row] = endBytes;
  rows.parents[row] = walk.entries[level]!;
  rows.subtreeEnds[row] = row + 1;
  rows.depths[row] = level;
  rows.itemNumbers[row] = 0;
  rows.flags[row] = flags;
  return row;
}

/** Adds a row for an element, and notes when it stands out of order. */
export function pushElement(walk: Walk, endBytes: number, flags: number): number {
  const { tag } = walk.header;
  const last = walk.lastTags[walk.level]!;
  // A presumed sequence that is taken back meets its own tag again.
  if (tag <= last && walk.position !== walk.leafAt && walk.position !== walk.retryAt) {
    if (tag === last) note(walk, 'duplicate-element', `An element occurs twice, again at byte ${walk.position}.`);
    else note(walk, 'element-order', `Elements are not in ascending order at byte ${walk.position}.`);
  }
  walk.lastTags[walk.level] = tag;
  return pushRow(walk, endBytes, flags);
}

/** Enters the container whose row was just pushed. @param endBytes Infinity when a delimiter decides. */
export function openContainer(walk: Walk, row: number, endBytes: number, mode: number): void {
  const level = ++walk.level;
  walk.entries[level] = row;
  walk.ends[level] = endBytes;
  walk.bounds[level] = Math.min(endBytes, walk.bounds[level - 1]!);
  walk.modes[level] = mode;
  walk.itemCounts[level] = 0;
  walk.lastTags[level] = -1;
  walk.presumed[level] = presumption.none;
  walk.position = walk.rows.valueOffsets[row]!;
}

/** Leaves the innermost container. @param contentEndBytes where a delimiter, if any, begins. */
export function closeContainer(walk: Walk, contentEndBytes: number, endBytes: number): void {
  const { rows } = walk;
  const row = walk.entries[walk.level]!;
  rows.valueLengths[row] = contentEndBytes - rows.valueOffsets[row]!;
  rows.endOffsets[row] = endBytes;
  rows.subtreeEnds[row] = rows.count;
  walk.position = endBytes;
  walk.level--;
}

/** Remembers the first occurrence of each deviation. */
export function note(walk: Walk, code: string, message: string): void {
  if (!walk.irregularities.has(code)) walk.irregularities.set(code, { code, message });
}

/** Asks for bytes before the step is tried again. */
export function need(walk: Walk, offsetBytes: number, lengthBytes: number): Pause {
  walk.needOffsetBytes = offsetBytes;
  walk.needLengthBytes = lengthBytes;
  return pause.needBytes;
}

/** Gives up at the current position: takes a presumed sequence back, or refuses the file. */
export function giveUp(walk: Walk, code: DicomErrorCode, problem: string, tag: Tag): Pause {
  return takeBackPresumed(walk) ? pause.proceed : refuse(walk, code, problem, tag);
}

/**
 * Goes back to the innermost presumed sequence, which is then read with the other kind of headers, and after that as a
 * plain value. @returns false without one.
 */
export function takeBackPresumed(walk: Walk): boolean {
  for (let level = walk.level; level > 0; level--) {
    if (walk.presumed[level] === presumption.none) continue;
    const row = walk.entries[level]!;
    const isRetry = walk.presumed[level] === presumption.first && walk.retries < mostRetries;
    walk.rows.count = row;
    walk.position = walk.rows.headerOffsets[row]!;
    if (isRetry) {
      walk.retryAt = walk.position;
      walk.retries++;
    } else walk.leafAt = walk.position;
    walk.level = level - 1;
    return true;
  }
  return false;
}

/** Refuses the file whatever surrounds the current position. */
export function refuse(walk: Walk, code: DicomErrorCode, problem: string, tag: Tag): Pause {
  const remedy = code === 'truncated' ? 'The file is cut short; export it again.' : 'Export the file again.';
  walk.error = dicomError(
    code,
    `Cannot read the data set at byte ${walk.position}, ${formatTag(tag)}: ${problem}. ${remedy}`,
    {
      tag,
      offsetBytes: walk.position,
    },
  );
  return pause.failed;
}

/** Running out of bytes: the end of the file cuts it short, the end of a container contradicts it. */
export function overrun(walk: Walk, problem: string, tag: Tag): Pause {
  const isFileEnd = walk.bounds[walk.level]! >= walk.store.sizeBytes;
  return giveUp(walk, isFileEnd ? 'truncated' : 'malformed', problem, tag);
}
