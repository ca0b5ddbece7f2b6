import { cancelled } from './cancelled.ts';
import { createEventChannel, type EventChannel } from './event-channel.ts';
import type { FileOutcome } from './file-outcome.ts';
import { jobsOf } from './job-of.ts';
import { createBreather } from './next-task.ts';
import { createPathClaims, type PathClaims } from './output-path.ts';
import type { Pool } from './pool.ts';
import type { BatchFile } from './run-batch.ts';
import { createValueSharing } from './share-values.ts';

type Settled = { readonly id: number; readonly outcome: FileOutcome };

/** The work of `deidentifyBatch`; several outcomes become one event so that a page can keep up. */
export async function* deidentifyFiles(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
): AsyncGenerator<readonly Settled[]> {
  const channel = createEventChannel<Settled>();
  const consumer = new AbortController();
  run(pool, files, AbortSignal.any([signal, consumer.signal]), channel).then(() => channel.end(), channel.end);
  try {
    for (;;) {
      const settled = await channel.take();
      if (settled === null) return;
      yield settled;
      await channel.pause();
    }
  } finally {
    consumer.abort();
  }
}

async function run(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  channel: EventChannel<Settled>,
): Promise<void> {
  const breathe = createBreather();
  const byId = isById(files) ? files : [...files].sort((a, b) => a.id - b.id);
  await breathe();
  const copies = await createCopyGroups(byId, breathe);
  const claims = createPathClaims();
  const share = createValueSharing();
  /** Those that have begun, or will, and have no outcome. */
  const open = new Map<number, BatchFile>();
  for (const file of byId) {
    await breathe();
    const settled = settledBefore(file);
    if (settled === null) open.set(file.id, file);
    else channel.push({ id: file.id, outcome: settled });
  }

  function settle(ready: readonly Settled[]): void {
    for (const { id, outcome } of ready) channel.push({ id, outcome: withUniquePath(outcome, claims) });
  }

  for await (const { job, outcome } of pool.deidentify(jobsOf(open.values()), signal)) {
    const { id } = job.input;
    const scan = open.get(id)?.scan;
    open.delete(id);
    settle(copies.add({ id, outcome: share.outcome(outcome, scan?.kind === 'dicom' ? scan.summary : null) }));
  }
  for (const id of open.keys()) settle(copies.add({ id, outcome: cancelled }));
}

function isById(files: readonly BatchFile[]): boolean {
  return files.every((file, at) => at === 0 || files[at - 1]!.id < file.id);
}

/** @returns null for a file that is to be de-identified. */
function settledBefore({ scan, content, outcome }: BatchFile): FileOutcome | null {
  if (scan.kind !== 'dicom') return scan;
  if (outcome?.kind === 'skipped' && outcome.code === 'left-out') return outcome;
  return content === null ? { kind: 'failed', code: 'unreadable', reason: 'The file is not at hand any more.' } : null;
}

function withUniquePath(outcome: FileOutcome, claims: PathClaims): FileOutcome {
  if (outcome.kind !== 'deidentified' && outcome.kind !== 'held') return outcome;
  const outputPath = claims.claim(outcome.outputPath);
  return outputPath === outcome.outputPath ? outcome : { ...outcome, outputPath };
}

type CopyGroup = { readonly ids: number[]; readonly arrived: Settled[] };

/**
 * Copies of one instance want one path, and outcomes come in any order. So that the numbers follow the ids, the outcomes
 * of a group of copies wait for each other; all others pass at once.
 */
async function createCopyGroups(files: readonly BatchFile[], breathe: () => Promise<void>) {
  /** The one file of an instance, or its copies: most have none. */
  const firstOf = new Map<string, number | CopyGroup>();
  const groupOf = new Map<number, CopyGroup>();
  for (const file of files) {
    await breathe();
    if (file.scan.kind !== 'dicom' || settledBefore(file) !== null) continue;
    const uid = file.scan.summary.sopInstanceUid;
    const known = firstOf.get(uid);
    if (known === undefined) {
      firstOf.set(uid, file.id);
      continue;
    }
    const group = typeof known === 'number' ? { ids: [known], arrived: [] } : known;
    if (typeof known === 'number') groupOf.set(known, group);
    group.ids.push(file.id);
    groupOf.set(file.id, group);
    firstOf.set(uid, group);
  }
  return {
    add: (settled: Settled): readonly Settled[] => {
      const group = groupOf.get(settled.id);
      if (group === undefined) return [settled];
      group.arrived.push(settled);
      if (group.arrived.length < group.ids.length) return [];
      return group.arrived.sort((a, b) => a.id - b.id);
    },
  };
}
