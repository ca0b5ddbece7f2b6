import { keyCheck, mark } from '../deidentify/key-mark.ts';
import { factsOf } from '../pipeline/batch/job-of.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { AcrossFiles, SaveIdentity } from '../pipeline/contracts/folder-saving.ts';
import type { InputContent } from '../pipeline/contracts/input-file.ts';
import { createTextMap, type TextTable } from '../pipeline/contracts/text-table.ts';
import type { FileMark, JournalRun } from './journal.ts';

/** What tells whether a later page has the same settings; without the key it tells nothing. */
export function runChecks(
  identity: Pick<SaveIdentity, 'projectKey' | 'profileHash' | 'patients'>,
): Pick<JournalRun, 'keyCheck' | 'profileHash' | 'patientsCheck'> {
  const { projectKey, profileHash, patients } = identity;
  return { keyCheck: keyCheck(projectKey), profileHash, patientsCheck: mark(projectKey, ['patients', patients]) };
}

/**
 * Marks of a batch's files: HMAC-SHA-256 under the project key. A path that was added twice gets a number, so that two
 * inputs never share a mark.
 * @param acrossFiles null where another check covers it; with another one every file is another version
 * @param texts makes the table of paths
 */
export function createFileMarks(
  projectKey: Uint8Array,
  files: readonly BatchFile[],
  acrossFiles: AcrossFiles | null,
  texts: () => TextTable = createTextMap,
): (file: BatchFile) => FileMark {
  // One hash for all, because the lists may be long.
  const across = acrossFiles && acrossCheck(projectKey, acrossFiles);
  const seen = texts();
  const turns = new Map<number, number>();
  for (const { id, path } of [...files].sort((a, b) => a.id - b.id)) {
    const turn = seen.get(path) ?? 0;
    seen.set(path, turn + 1);
    // Most paths are there once and need no memory.
    if (turn > 0) turns.set(id, turn);
  }
  return ({ id, path, content, release, redaction, values, document, search }) => ({
    file: mark(projectKey, ['file', path, turns.get(id) ?? 0]),
    version: mark(projectKey, [
      'version',
      ...stateOf(content),
      release?.pixels ?? null,
      across,
      ...(redaction ? [redaction] : []),
      ...(values ? [values] : []),
      ...(document ? [document] : []),
      // A search that failed once and finds a name now makes another output under the same path.
      ...(search ? [factsOf(search)] : []),
    ]),
  });
}

function stateOf(content: InputContent | null): readonly unknown[] {
  if (content === null) return [];
  if (content.kind === 'plain') {
    const { kind, blob, lastModifiedMs } = content;
    // Of an object of a store, whose date is in whole seconds.
    return [kind, blob.size, lastModifiedMs, ...('etag' in blob ? [blob.etag] : [])];
  }
  return [content.kind, content.blob.size, content.crc32];
}

export function acrossCheck(projectKey: Uint8Array, { unsettledStudies, blankedInstances }: AcrossFiles): string {
  return mark(projectKey, ['across', unsettledStudies, blankedInstances]);
}
