import type { BatchFile } from '../pipeline/contracts/batch-file.ts';

/** Files that have the same code and reason. */
export type FileGroup = {
  readonly code: string;
  /** A sentence of the program, or what a person typed. */
  readonly reason: string;
  readonly files: number;
  /** The first few of their paths: identifying. */
  readonly paths: readonly string[];
};

/** One thing to tell about a file. */
export type Note = { readonly file: BatchFile; readonly code: string; readonly reason: string };

const pathsShown = 20;

/** Groups notes, the largest group first. A file counts once a group, however often it gives the same note. */
export function groupNotes(notes: Iterable<Note>): readonly FileGroup[] {
  const groups = new Map<string, { code: string; reason: string; files: Set<number>; paths: string[] }>();
  for (const { file, code, reason } of notes) {
    const key = JSON.stringify([code, reason]);
    const group = groups.get(key) ?? { code, reason, files: new Set(), paths: [] };
    groups.set(key, group);
    if (group.files.has(file.id)) continue;
    group.files.add(file.id);
    if (group.paths.length < pathsShown) group.paths.push(file.path);
  }
  const list = [...groups.values()].map((group) => ({ ...group, files: group.files.size }));
  return list.sort(largestFirst);
}

/** Puts groups of the same code together and forgets reasons and paths. */
export function withoutDetails(groups: readonly FileGroup[]): readonly FileGroup[] {
  const byCode = new Map<string, number>();
  for (const { code, files } of groups) byCode.set(code, (byCode.get(code) ?? 0) + files);
  const groupsByCode = [...byCode].map(([code, files]) => ({ code, reason: '', files, paths: [] }));
  return groupsByCode.sort(largestFirst);
}

/** Among equals the texts decide, never the files. */
function largestFirst(one: FileGroup, other: FileGroup): number {
  return other.files - one.files || compareText(one.code, other.code) || compareText(one.reason, other.reason);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
