import { encodeFileMeta, type NewFileMeta } from './file-meta.ts';
import { joinBytes } from './join-bytes.ts';
import { type ElementDescription, writeDataset } from './write-dataset.ts';

/** One record of a media directory with those below it (PS3.3 F.2.2). */
export type DirectoryRecord = {
  /** Directory Record Type (0004,1430). */
  readonly type: string;
  /** Keys of the record, in order of tags. */
  readonly keys: readonly ElementDescription[];
  /** Components of a file ID, at most eight of at most eight characters (PS3.10 8.2), with what the file is. */
  readonly file?: {
    readonly id: readonly string[];
    readonly sopClassUid: string;
    readonly sopInstanceUid: string;
    readonly transferSyntaxUid: string;
  };
  readonly below: readonly DirectoryRecord[];
};

export const mediaStorageDirectoryStorage = '1.2.840.10008.1.3.10';
export const explicitVrLittleEndian = '1.2.840.10008.1.2.1';

const encoding = { isExplicitVr: true, isLittleEndian: true, hasUndefinedLengths: false };
const preambleBytes = 132;
/** A sequence under explicit VR: tag, VR, reserved and 32 bits of length. */
const sequenceHeaderBytes = 12;
const itemHeaderBytes = 8;

/** A record in file order with what its links point at, as places in that order; -1 for nothing. */
type Placed = { readonly record: DirectoryRecord; next: number; lower: number };

/** Writes a whole DICOMDIR (PS3.10 8.6). Records stand before those below them, and link by where they begin in the file. */
export function writeMediaDirectory(roots: readonly DirectoryRecord[], meta: NewFileMeta): Uint8Array {
  const placed: Placed[] = [];
  const firsts = place(roots, placed);
  const metaBytes = encodeFileMeta(meta);
  // Links are of a fixed width, so sizes are known before any of them is.
  const sizes = placed.map(({ record }) => itemHeaderBytes + writeDataset(elementsOf(record, 0, 0), encoding).length);
  const headBytes = writeDataset(headOf(0, 0), encoding).length + sequenceHeaderBytes;
  const offsets: number[] = [];
  let at = preambleBytes + metaBytes.length + headBytes;
  for (const size of sizes) {
    offsets.push(at);
    at += size;
  }
  const offsetOf = (index: number) => (index < 0 ? 0 : (offsets[index] ?? 0));
  const items = placed.map(({ record, next, lower }) => elementsOf(record, offsetOf(next), offsetOf(lower)));
  const prefix = new Uint8Array(preambleBytes);
  prefix.set([0x44, 0x49, 0x43, 0x4d], preambleBytes - 4);
  const head = headOf(offsetOf(firsts.first), offsetOf(firsts.last));
  const records: ElementDescription = { tag: 0x00041220, vr: 'SQ', items };
  return joinBytes([prefix, metaBytes, writeDataset([...head, records], encoding)]);
}

/** Puts records and all below them in order. @returns where the first and the last of them stand */
function place(
  records: readonly DirectoryRecord[],
  placed: Placed[],
): { readonly first: number; readonly last: number } {
  const own: number[] = [];
  for (const record of records) {
    const entry: Placed = { record, next: -1, lower: -1 };
    const index = placed.push(entry) - 1;
    const before = placed[own.at(-1) ?? -1];
    if (before !== undefined) before.next = index;
    own.push(index);
    entry.lower = place(record.below, placed).first;
  }
  return { first: own[0] ?? -1, last: own.at(-1) ?? -1 };
}

function headOf(first: number, last: number): readonly ElementDescription[] {
  return [
    { tag: 0x00041130, vr: 'CS', values: [] },
    { tag: 0x00041200, vr: 'UL', values: [first] },
    { tag: 0x00041202, vr: 'UL', values: [last] },
    { tag: 0x00041212, vr: 'US', values: [0] },
  ];
}

function elementsOf({ type, keys, file }: DirectoryRecord, next: number, lower: number): readonly ElementDescription[] {
  return [
    { tag: 0x00041400, vr: 'UL', values: [next] },
    { tag: 0x00041410, vr: 'US', values: [0xffff] },
    { tag: 0x00041420, vr: 'UL', values: [lower] },
    { tag: 0x00041430, vr: 'CS', values: [type] },
    ...(file === undefined
      ? []
      : ([
          { tag: 0x00041500, vr: 'CS', values: file.id },
          { tag: 0x00041510, vr: 'UI', values: [file.sopClassUid] },
          { tag: 0x00041511, vr: 'UI', values: [file.sopInstanceUid] },
          { tag: 0x00041512, vr: 'UI', values: [file.transferSyntaxUid] },
        ] as const)),
    ...keys,
  ];
}
