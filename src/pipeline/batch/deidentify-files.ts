import { createEventChannel, type EventChannel } from '../concurrency/event-channel.ts';
import { createBreather, nextTask } from '../concurrency/next-task.ts';
import type { BatchFile, BatchOptions } from '../contracts/batch-file.ts';
import { cancelled, type FileOutcome } from '../contracts/file-outcome.ts';
import type { Pool, Urgency } from '../contracts/pool.ts';
import { createTextMap, type TextTable } from '../contracts/text-table.ts';
import { type InstanceGroups, isDecidedAgain, sameInstances } from './instance-groups.ts';
import { jobOf, jobsOf } from './job-of.ts';
import { type Contender, settlePaths } from './settle-paths.ts';
import { createValueSharing } from './share-values.ts';

type Settled = { readonly id: number; readonly outcome: FileOutcome };

/** The work of `deidentifyBatch`; several outcomes become one event so that a page can keep up. */
export async function* deidentifyFiles(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  options: BatchOptions,
): AsyncGenerator<readonly Settled[]> {
  const channel = createEventChannel<Settled>();
  const consumer = new AbortController();
  const either = AbortSignal.any([signal, consumer.signal]);
  run(pool, files, either, channel, options).then(() => channel.end(), channel.end);
  try {
    for (;;) {
      const settled = await channel.take();
      if (settled === null) return;
      yield settled;
      await nextTask();
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
  { beside = [], urgency, texts = createTextMap }: BatchOptions,
): Promise<void> {
  const breathe = createBreather();
  const chosen = new Set(files.map(({ id }) => id));
  await breathe();
  const all = [...files, ...beside.filter((file) => !chosen.has(file.id) && isDecidedAgain(file))];
  const groups = await sameInstances(all, chosen, breathe, texts);
  const share = createValueSharing();
  /** Those that have begun, or will, and have no outcome. */
  const open = new Map<number, BatchFile>();
  for (const file of all.sort((a, b) => a.id - b.id)) {
    await breathe();
    const settled = settledBefore(file, chosen);
    if (settled !== null) channel.push({ id: file.id, outcome: settled });
    else if (chosen.has(file.id) || groups.has(file.id)) open.set(file.id, file);
  }

  const contest = createContest(groups, all, texts(), (settled) => channel.push(settled));
  for await (const { job, outcome } of pool.deidentify(jobsOf(open.values()), signal, urgency)) {
    const { id } = job.input;
    const file = open.get(id)!;
    open.delete(id);
    const { scan } = file;
    contest.add(file, share.outcome(outcome, scan.kind === 'dicom' ? scan.summary : null));
  }
  for (const [id, { outcome }] of open)
    channel.push({ id, outcome: chosen.has(id) ? cancelled : (outcome ?? cancelled) });
  await contest.end(pool, signal, urgency);
}

/** @returns null for a file that is to be de-identified. */
function settledBefore({ id, scan, content, outcome }: BatchFile, chosen: ReadonlySet<number>): FileOutcome | null {
  if (!chosen.has(id)) return null;
  if (scan.kind !== 'dicom') return scan;
  if (outcome?.kind === 'skipped' && outcome.code === 'left-out') return outcome;
  return content === null ? { kind: 'failed', code: 'unreadable', reason: 'The file is not at hand any more.' } : null;
}

/**
 * Passes outcomes on at once, except for files that may want the same path: these wait for each other. A file can also want the
 * path of a file whose outcome is out already; nothing but its id is kept of it, so it is planned once more, and its outcome is sent again.
 * @param owners an empty table, for the first file of each output path
 */
function createContest(
  groups: InstanceGroups,
  files: readonly BatchFile[],
  owners: TextTable,
  tell: (settled: Settled) => void,
) {
  const waiting: Contender[] = [];

  return {
    add: (file: BatchFile, outcome: FileOutcome): void => {
      const { id } = file;
      if (outcome.kind === 'deidentified') {
        const { outputPath } = outcome;
        if (groups.has(id) || owners.get(outputPath) !== undefined) {
          waiting.push({ id, job: jobOf(file)!, outcome });
          return;
        }
        owners.set(outputPath, id);
      }
      tell({ id, outcome });
    },
    end: async (pool: Pool, signal: AbortSignal, urgency?: () => Urgency): Promise<void> => {
      const ids = new Set(waiting.map(({ outcome }) => owners.get(outcome.outputPath)));
      const asked = jobsOf(files.filter(({ id }) => ids.has(id)));
      const told: Contender[] = [];
      for await (const { job, outcome } of pool.deidentify(asked, signal, urgency)) {
        const { id } = job.input;
        if (outcome.kind === 'deidentified') told.push({ id, job, outcome });
        else tell({ id, outcome });
      }
      const settled = await settlePaths(pool, [...told, ...waiting], new Set(), signal, urgency);
      for (const { id, outcome } of waiting) {
        // Stopped before it was known whose the path is.
        const isOpen = signal.aborted && owners.get(outcome.outputPath) !== undefined;
        tell({ id, outcome: isOpen ? cancelled : (settled.get(id) ?? outcome) });
      }
      for (const { id } of told) {
        const outcome = settled.get(id);
        if (outcome !== undefined) tell({ id, outcome });
      }
    },
  };
}
