import type { BatchFile } from '../contracts/batch-file.ts';
import type { TextTable } from '../contracts/text-table.ts';

/** Files with the SOP Instance UID of another one: their outputs may want one path. */
export type InstanceGroups = ReadonlySet<number>;

/**
 * Files that share their SOP Instance UID (0008,0018), or have none, if one of them is among the chosen. Most batches have no
 * such files.
 */
export async function sameInstances(
  files: readonly BatchFile[],
  chosen: ReadonlySet<number>,
  breathe: () => Promise<void>,
  texts: () => TextTable,
): Promise<InstanceGroups> {
  /** The first file of each UID. */
  const firsts = texts();
  /** By the first file of a UID all files that have it. */
  const shared = new Map<number, number[]>();
  for (const { id, scan, content, outcome } of files) {
    await breathe();
    const isLeftOut = outcome?.kind === 'skipped' && outcome.code === 'left-out';
    if (scan.kind !== 'dicom' || content === null || isLeftOut) continue;
    const uid = scan.summary.sopInstanceUid;
    const first = firsts.get(uid);
    if (first === undefined) {
      firsts.set(uid, id);
      continue;
    }
    const all = shared.get(first) ?? [first];
    all.push(id);
    shared.set(first, all);
  }
  const groups = new Set<number>();
  for (const ids of shared.values()) {
    if (!ids.some((id) => chosen.has(id))) continue;
    for (const id of ids) groups.add(id);
  }
  return groups;
}

/** True for outcomes that depend on other files of the instance: their path, a copy, or a hold because of another output. */
export function isDecidedAgain({ outcome }: BatchFile): boolean {
  switch (outcome?.kind) {
    case 'deidentified':
      return true;
    case 'skipped':
      return outcome.code === 'copy';
    case 'held':
      return outcome.holds.some(({ kind }) => kind === 'same-instance');
    default:
      return false;
  }
}
