import { cancelled } from './cancelled.ts';
import type { Job } from './deidentify.protocol.ts';
import { createEventChannel, type EventChannel, shortPause } from './event-channel.ts';
import type { FileOutcome } from './file-outcome.ts';
import { createBreather } from './next-task.ts';
import { createPathClaims, type PathClaims } from './output-path.ts';
import type { Pool } from './pool.ts';
import type { BatchFile } from './run-batch.ts';

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
      await shortPause();
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
  const byId = [...files].sort((a, b) => a.id - b.id);
  await breathe();
  const copies = createCopyGroups(byId.filter((file) => settledBefore(file) === null));
  await breathe();
  const claims = createPathClaims();
  const open = new Set<number>();
  const jobs: Job[] = [];
  for (const file of byId) {
    const settled = settledBefore(file);
    if (settled !== null) {
      channel.push({ id: file.id, outcome: settled });
      continue;
    }
    open.add(file.id);
    jobs.push({ input: { id: file.id, path: file.path, content: file.content! }, release: file.release });
  }

  function settle(ready: readonly Settled[]): void {
    for (const { id, outcome } of ready) channel.push({ id, outcome: withUniquePath(outcome, claims) });
  }

  for await (const { job, outcome } of pool.deidentify(jobs, signal)) {
    open.delete(job.input.id);
    settle(copies.add({ id: job.input.id, outcome }));
  }
  for (const id of open) settle(copies.add({ id, outcome: cancelled }));
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

/**
 * Copies of one instance want one path, and outcomes come in any order. So that the numbers follow the ids, the outcomes
 * of a group of copies wait for each other; all others pass at once.
 */
function createCopyGroups(files: readonly BatchFile[]) {
  const groups = new Map<string, { readonly ids: number[]; readonly arrived: Settled[] }>();
  const groupOf = new Map<number, { readonly ids: number[]; readonly arrived: Settled[] }>();
  for (const file of files) {
    if (file.scan.kind !== 'dicom') continue;
    const key = file.scan.summary.sopInstanceUid;
    const group = groups.get(key) ?? { ids: [], arrived: [] };
    groups.set(key, group);
    group.ids.push(file.id);
    groupOf.set(file.id, group);
  }
  return {
    add: (settled: Settled): readonly Settled[] => {
      const group = groupOf.get(settled.id);
      if (group === undefined || group.ids.length === 1) return [settled];
      group.arrived.push(settled);
      if (group.arrived.length < group.ids.length) return [];
      return group.arrived.sort((a, b) => a.id - b.id);
    },
  };
}
