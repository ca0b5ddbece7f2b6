import type { Tag } from '../../dicom/tag.ts';
import type { Vr } from '../../dicom/vr.ts';
import { type ElementDescription, writeFile } from '../../dicom/write-dataset.ts';

/** One element as a line of a table: text with `\` between values, items of a sequence, or a ready value field. */
export type SampleRow = readonly [tag: Tag, vr: Vr, value: string | Uint8Array | readonly SampleItem[]];
type SampleItem = readonly SampleRow[];

/** One file of the sample study. `rows` in any order; they are made when the file is opened. */
export type SampleFile = {
  readonly path: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly rows: () => readonly SampleRow[];
};

/** UIDs of the sample: a fixed version-4 UUID as a whole number, plus a small number each (PS3.5 B.2). */
export function sampleUid(number: number): string {
  return `2.25.${165391191333049987427183670678790275072n + BigInt(number)}`;
}

/** Writes the Part 10 file that a table describes. */
export function writeSampleFile({ sopClassUid, sopInstanceUid, transferSyntaxUid, rows }: SampleFile): Uint8Array {
  const meta = {
    mediaStorageSopClassUid: sopClassUid,
    mediaStorageSopInstanceUid: sopInstanceUid,
    transferSyntaxUid,
    implementationClassUid: sampleUid(0),
    implementationVersionName: 'NESCIO_SAMPLE',
  };
  return writeFile(
    toElements([...rows(), [0x00080016, 'UI', sopClassUid], [0x00080018, 'UI', sopInstanceUid]]),
    meta,
    true,
  );
}

function toElements(rows: readonly SampleRow[]): readonly ElementDescription[] {
  const ordered = [...rows].sort(([a], [b]) => a - b);
  return ordered.map(([tag, vr, value]) => {
    if (value instanceof Uint8Array) return { tag, vr, bytes: value };
    if (typeof value !== 'string') return { tag, vr, items: value.map(toElements) };
    return { tag, vr, values: value === '' ? [] : value.split('\\') };
  });
}
