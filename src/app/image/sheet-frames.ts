import { lowerBound } from '../../dicom/lower-bound.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';

/** One cell of a contact sheet: a frame, counted from 0, of a file of the series. */
export type SheetFrame = { readonly file: BatchFile; readonly member: number; readonly frame: number };

/** All frames of a series in order, found by number and never listed: a series may have more of them than files. */
export type SheetFrames = {
  readonly count: number;
  readonly at: (index: number) => SheetFrame | null;
  /** Where a frame stands; 0 when it is not in the series. */
  readonly indexOf: (fileId: number, frame: number) => number;
};

export function sheetFrames(members: readonly BatchFile[]): SheetFrames {
  const ends = new Float64Array(members.length);
  const places = new Map<number, number>();
  let count = 0;
  for (const [n, file] of members.entries()) {
    places.set(file.id, n);
    count += framesOf(file);
    ends[n] = count;
  }
  return {
    count,
    at: (index) => {
      if (index < 0 || index >= count) {
        return null;
      }
      const member = lowerBound(ends, index + 1);
      const file = members[member];
      return file === undefined ? null : { file, member, frame: index - ((ends[member] ?? 0) - framesOf(file)) };
    },
    indexOf: (fileId, frame) => {
      const n = places.get(fileId);
      const file = n === undefined ? undefined : members[n];
      return n === undefined || file === undefined ? 0 : (ends[n] ?? 0) - framesOf(file) + frame;
    },
  };
}

/** How many frames a series has, without the places of its files. */
export function countFrames(members: readonly BatchFile[]): number {
  return members.reduce((sum, file) => sum + framesOf(file), 0);
}

function framesOf({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? scan.summary.frames : 1;
}
