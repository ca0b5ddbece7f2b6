import { createTurns } from '../concurrency/turns.ts';
import type { BatchFile, EarlierSave, SaveEvent, SaveResult } from '../contracts/batch-file.ts';
import type { Job, ProduceResult } from '../contracts/deidentify.protocol.ts';
import { type DeliveryFailure, type Destination, isDeliveryFailure } from '../contracts/destination.ts';
import type { FileOutcome } from '../contracts/file-outcome.ts';
import type { Pool } from '../contracts/pool.ts';
import { jobOf } from './job-of.ts';
import { inPathOrder } from './output-path.ts';
import { type Contender, settlePaths } from './settle-paths.ts';

/** The work of `saveBatch`. */
export async function saveFiles<Result>(
  pool: Pool,
  destination: Destination<Result>,
  files: readonly BatchFile[],
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
  earlier: EarlierSave,
): Promise<SaveResult<Result>> {
  const aborted = whenAborted(signal);
  const turns = createTurns(destination.mostAtOnce ?? 1);
  try {
    const refusing = await Promise.race([destination.takesNothing?.() ?? false, aborted.promise]);
    if (isStopped(refusing)) return await stop(destination, refusing.failure);
    const planned = await plan(pool, refusing ? [] : files, earlier, onEvent, signal);
    const { paths } = planned;
    const jobs = destination.readsRanges ? planned.jobs.map(leavingRanges) : planned.jobs;
    let settled = 0;
    let written = 0;
    let failure: DeliveryFailure | null = null;
    const take = async (job: Job, result: ProduceResult): Promise<void> => {
      const delivered = await deliver(destination, paths.get(job.input.id)!, job, result);
      if (delivered.kind === 'stopped') {
        failure ??= delivered.failure;
        return;
      }
      // After Cancel the page does not count any more. The destination takes back what was under way.
      if (signal.aborted) return;
      settled++;
      if (delivered.kind === 'outcome') onEvent({ kind: 'outcome', id: job.input.id, outcome: delivered.outcome });
      else onEvent({ kind: 'written', id: job.input.id, sizeBytes: delivered.sizeBytes });
      if (delivered.kind === 'written') written++;
    };
    for await (const { job, result } of pool.produce(jobs, signal)) {
      const stopped = await Promise.race([turns.take(take(job, result)), aborted.promise]);
      if (stopped !== undefined) return await stop(destination, stopped.failure);
      if (failure !== null) return await stop(destination, failure);
    }
    const stopped = await Promise.race([turns.rest(), aborted.promise]);
    if (stopped !== undefined) return await stop(destination, stopped.failure);
    if (failure !== null) return await stop(destination, failure);
    if (signal.aborted) return await stop(destination, cancelledFailure);
    if (settled !== jobs.length) return await stop(destination, unexpected);
    const closed = await Promise.race([destination.close(), aborted.promise]);
    if (isStopped(closed)) return await stop(destination, closed.failure);
    if (isDeliveryFailure(closed)) return await stop(destination, closed);
    return { kind: 'saved', result: closed, files: written + earlier.finished.size };
  } catch {
    return await stop(destination, unexpected);
  } finally {
    aborted.dispose();
  }
}

/**
 * Lists the jobs in order of output path. Within the batch paths are unique. If an earlier save has written another file under a
 * path, the new file gets another path, and its outcome says so.
 */
async function plan(
  pool: Pool,
  files: readonly BatchFile[],
  { finished, taken }: EarlierSave,
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
) {
  const contenders: Contender[] = [];
  for (const file of files) {
    const { id, outcome } = file;
    const job = jobOf(file);
    if (outcome?.kind !== 'deidentified' || job === null) continue;
    if (!finished.has(id)) contenders.push({ id, job, outcome });
  }
  const settled = await settlePaths(pool, contenders, new Set([...finished.values(), ...taken]), signal);
  const paths = new Map<number, string>();
  const jobs: Job[] = [];
  for (const { id, job, outcome: before } of contenders) {
    const outcome = settled.get(id) ?? before;
    if (outcome !== before) onEvent({ kind: 'outcome', id, outcome });
    if (outcome.kind !== 'deidentified') continue;
    paths.set(id, outcome.outputPath);
    jobs.push(job);
  }
  return { jobs: await inPathOrder(jobs, ({ input }) => paths.get(input.id)!), paths };
}

/** The same job; what is known by its path can be read by whoever writes it. */
function leavingRanges(job: Job): Job {
  const { kind, blob } = job.input.content;
  return kind === 'plain' && 'fileBytes' in blob ? { ...job, leavesRanges: true } : job;
}

type Stopped = { readonly kind: 'stopped'; readonly failure: DeliveryFailure };
type Delivered =
  | { readonly kind: 'written'; readonly sizeBytes: number }
  | { readonly kind: 'outcome'; readonly outcome: FileOutcome }
  | Stopped;

async function deliver<Result>(
  destination: Destination<Result>,
  path: string,
  { input }: Job,
  result: ProduceResult,
): Promise<Delivered> {
  if (result.kind === 'refused') return { kind: 'outcome', outcome: result.outcome };
  const { sizeBytes } = result;
  const delivery = await destination.write({ path, input, file: result });
  switch (delivery.kind) {
    case 'written':
      return { kind: 'written', sizeBytes };
    case 'input-unreadable':
      return { kind: 'outcome', outcome: { kind: 'failed', code: 'changed-on-disk', reason: delivery.message } };
    default:
      return { kind: 'stopped', failure: delivery };
  }
}

async function stop<Result>(destination: Destination<Result>, failure: DeliveryFailure): Promise<DeliveryFailure> {
  // The first failure is reported. If `abort` fails as well, that adds nothing.
  await destination.abort().catch(() => undefined);
  return failure;
}

function isStopped(value: unknown): value is Stopped {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'stopped';
}

function whenAborted(signal: AbortSignal): { readonly promise: Promise<Stopped>; readonly dispose: () => void } {
  let onAbort: () => void = () => undefined;
  const promise = new Promise<Stopped>((resolve) => {
    onAbort = () => resolve({ kind: 'stopped', failure: cancelledFailure });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  return { promise, dispose: () => signal.removeEventListener('abort', onAbort) };
}

const cancelledFailure: DeliveryFailure = { kind: 'cancelled', message: 'Saving was cancelled. Nothing was saved.' };

const unexpected: DeliveryFailure = {
  kind: 'internal',
  message: 'Saving stopped for an unexpected reason. Nothing was saved. Save again.',
};
