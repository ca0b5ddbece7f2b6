import type { Job, ProduceResult } from './deidentify.protocol.ts';
import { type DeliveryFailure, type Destination, isDeliveryFailure } from './destination.ts';
import type { FileOutcome } from './file-outcome.ts';
import { jobOf } from './job-of.ts';
import { createPathClaims } from './output-path.ts';
import type { Pool } from './pool.ts';
import type { BatchFile, EarlierSave, SaveEvent, SaveResult } from './run-batch.ts';
import { createTurns } from './turns.ts';

/** The work of `saveBatch`. */
export async function saveFiles<Result>(
  pool: Pool,
  destination: Destination<Result>,
  files: readonly BatchFile[],
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
  earlier: EarlierSave,
): Promise<SaveResult<Result>> {
  const { jobs, paths } = plan(files, earlier, onEvent);
  const aborted = whenAborted(signal);
  const turns = createTurns(destination.mostAtOnce ?? 1);
  try {
    let settled = 0;
    let written = 0;
    let failure: DeliveryFailure | null = null;
    const take = async (job: Job, result: ProduceResult): Promise<void> => {
      const delivered = await deliver(destination, paths.get(job.input.id)!, job, result);
      if (delivered.kind === 'stopped') {
        failure ??= delivered.failure;
        return;
      }
      // What was under way at a Cancel is with the destination; the page has stopped counting.
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
 * Jobs in order of id. A file released on its own may have got the path of another, and a finished one has the path that
 * it was given then: both are told.
 */
function plan(files: readonly BatchFile[], { finished, taken }: EarlierSave, onEvent: (event: SaveEvent) => void) {
  const claims = createPathClaims();
  for (const path of [...finished.values(), ...taken]) claims.claim(path);
  const paths = new Map<number, string>();
  const jobs: Job[] = [];
  for (const file of [...files].sort((a, b) => a.id - b.id)) {
    const { id, outcome } = file;
    const job = jobOf(file);
    if (outcome?.kind !== 'deidentified' || job === null) continue;
    const finishedPath = finished.get(id);
    const outputPath = finishedPath ?? claims.claim(outcome.outputPath);
    if (outputPath !== outcome.outputPath) onEvent({ kind: 'outcome', id, outcome: { ...outcome, outputPath } });
    if (finishedPath !== undefined) continue;
    paths.set(id, outputPath);
    jobs.push(job);
  }
  return { jobs, paths };
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
  // The first failure is the one to tell; a destination that cannot even abort adds nothing to it.
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
