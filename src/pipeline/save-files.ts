import type { Job, ProduceResult } from './deidentify.protocol.ts';
import { type DeliveryFailure, type Destination, isDeliveryFailure } from './destination.ts';
import type { FileOutcome } from './file-outcome.ts';
import { createPathClaims } from './output-path.ts';
import type { Pool } from './pool.ts';
import type { BatchFile, SaveEvent, SaveResult } from './run-batch.ts';

/** The work of `saveBatch`. */
export async function saveFiles<Result>(
  pool: Pool,
  destination: Destination<Result>,
  files: readonly BatchFile[],
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
): Promise<SaveResult<Result>> {
  const { jobs, paths } = plan(files, onEvent);
  const aborted = whenAborted(signal);
  try {
    let settled = 0;
    let written = 0;
    for await (const { job, result } of pool.produce(jobs, signal)) {
      const path = paths.get(job.input.id)!;
      const delivered = await Promise.race([deliver(destination, path, job, result), aborted.promise]);
      if (delivered.kind === 'stopped') return await stop(destination, delivered.failure);
      settled++;
      if (delivered.kind === 'outcome') onEvent({ kind: 'outcome', id: job.input.id, outcome: delivered.outcome });
      else onEvent({ kind: 'written', id: job.input.id, sizeBytes: delivered.sizeBytes });
      if (delivered.kind === 'written') written++;
    }
    if (signal.aborted) return await stop(destination, cancelledFailure);
    if (settled !== jobs.length) return await stop(destination, unexpected);
    const closed = await Promise.race([destination.close(), aborted.promise]);
    if (isStopped(closed)) return await stop(destination, closed.failure);
    if (isDeliveryFailure(closed)) return await stop(destination, closed);
    return { kind: 'saved', result: closed, files: written };
  } catch {
    return await stop(destination, unexpected);
  } finally {
    aborted.dispose();
  }
}

/** Jobs in order of id. A file released on its own may have got the path of another: it is told its new one. */
function plan(files: readonly BatchFile[], onEvent: (event: SaveEvent) => void) {
  const claims = createPathClaims();
  const paths = new Map<number, string>();
  const jobs: Job[] = [];
  for (const { id, path, content, outcome, release } of [...files].sort((a, b) => a.id - b.id)) {
    if (outcome?.kind !== 'deidentified' || content === null) continue;
    const outputPath = claims.claim(outcome.outputPath);
    if (outputPath !== outcome.outputPath) onEvent({ kind: 'outcome', id, outcome: { ...outcome, outputPath } });
    paths.set(id, outputPath);
    jobs.push({ input: { id, path, content }, release });
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
