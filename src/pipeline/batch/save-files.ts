import { createTurns } from '../concurrency/turns.ts';
import type { BatchFile, EarlierSave, SaveEvent, SaveOptions, SaveResult } from '../contracts/batch-file.ts';
import type { Job, ProduceResult } from '../contracts/deidentify.protocol.ts';
import { type DeliveryFailure, type Destination, isDeliveryFailure } from '../contracts/destination.ts';
import type { DeidentifiedOutcome, FileOutcome } from '../contracts/file-outcome.ts';
import type { Pool } from '../contracts/pool.ts';
import { createTextMap, type TextTable } from '../contracts/text-table.ts';
import { jobOf } from './job-of.ts';
import { inPathOrder } from './output-path.ts';
import { settlePaths } from './settle-paths.ts';

const nothingEarlier: EarlierSave = { finished: new Map(), taken: [] };

/** The work of `saveBatch`. */
export async function saveFiles<Result>(
  pool: Pool,
  destination: Destination<Result>,
  files: readonly BatchFile[],
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
  { earlier = nothingEarlier, texts = createTextMap }: SaveOptions,
): Promise<SaveResult<Result>> {
  const aborted = whenAborted(signal);
  const turns = createTurns(destination.mostAtOnce ?? 1);
  try {
    const refusing = await Promise.race([destination.takesNothing?.() ?? false, aborted.promise]);
    if (isStopped(refusing)) return await stop(destination, refusing.failure);
    const planned = await plan(pool, refusing ? [] : files, earlier, texts(), onEvent, signal);
    /** Of files that are under way. */
    const paths = new Map<number, string>();
    function* jobs(): Generator<Job> {
      for (const file of planned.files) {
        const job = jobOf(file)!;
        paths.set(file.id, planned.pathOf(file));
        yield jobFor(destination, job);
      }
    }
    let settled = 0;
    let written = 0;
    let failure: DeliveryFailure | null = null;
    const take = async (job: Job, result: ProduceResult): Promise<void> => {
      const { id } = job.input;
      const path = paths.get(id)!;
      paths.delete(id);
      const delivered = await deliver(pool, destination, path, job, result);
      if (delivered.kind === 'stopped') {
        failure ??= delivered.failure;
        return;
      }
      // After Cancel the page does not count any more. The destination takes back what was under way.
      if (signal.aborted) return;
      settled++;
      if (delivered.kind === 'outcome') onEvent({ kind: 'outcome', id, outcome: delivered.outcome });
      else onEvent({ kind: 'written', id, sizeBytes: delivered.sizeBytes });
      if (delivered.kind === 'written') written++;
    };
    for await (const { job, result } of pool.produce(jobs(), signal)) {
      const stopped = await Promise.race([turns.take(take(job, result)), aborted.promise]);
      if (stopped !== undefined) return await stop(destination, stopped.failure);
      if (failure !== null) return await stop(destination, failure);
    }
    const stopped = await Promise.race([turns.rest(), aborted.promise]);
    if (stopped !== undefined) return await stop(destination, stopped.failure);
    if (failure !== null) return await stop(destination, failure);
    if (signal.aborted) return await stop(destination, cancelledFailure);
    if (settled !== planned.files.length) return await stop(destination, unexpected);
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
 * Lists the files in order of output path. Within the batch paths are unique. If an earlier save has written another file under a
 * path, the new file gets another path, and its outcome says so.
 */
async function plan(
  pool: Pool,
  files: readonly BatchFile[],
  { finished, taken }: EarlierSave,
  firsts: TextTable,
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
) {
  const others = new Set([...finished.values(), ...taken]);
  /** Files that want a path which is taken, or which another one wants as well. */
  const ids = new Set<number>();
  const outputs = files.filter(({ id, content, outcome }) => {
    if (outcome?.kind !== 'deidentified' || content === null || finished.has(id)) return false;
    const path = outcome.outputPath;
    const first = others.has(path) ? id : firsts.get(path);
    if (first === undefined) firsts.set(path, id);
    else ids.add(first).add(id);
    return true;
  });
  const crowded = outputs
    .filter(({ id }) => ids.has(id))
    .map((file) => ({ id: file.id, job: jobOf(file)!, outcome: file.outcome as DeidentifiedOutcome }));
  const settled = await settlePaths(pool, crowded, others, signal);
  for (const [id, outcome] of settled) onEvent({ kind: 'outcome', id, outcome });
  const pathOf = ({ id, outcome }: BatchFile) => ((settled.get(id) ?? outcome) as DeidentifiedOutcome).outputPath;
  const going = outputs.filter(({ id }) => (settled.get(id)?.kind ?? 'deidentified') === 'deidentified');
  return { files: await inPathOrder(going, pathOf), pathOf };
}

/** The same job; what is known by its path can be read by a destination that reads ranges. */
function jobFor({ readsRanges, wantsSha256 }: Destination<unknown>, job: Job): Job {
  const { kind, blob } = job.input.content;
  const leavesRanges = readsRanges && kind === 'plain' && 'fileBytes' in blob;
  return { ...job, ...(leavesRanges && { leavesRanges }), ...(wantsSha256 && { hashesOutput: true }) };
}

type Stopped = { readonly kind: 'stopped'; readonly failure: DeliveryFailure };
type Delivered =
  | { readonly kind: 'written'; readonly sizeBytes: number }
  | { readonly kind: 'outcome'; readonly outcome: FileOutcome }
  | Stopped;

async function deliver<Result>(
  pool: Pool,
  destination: Destination<Result>,
  path: string,
  { input }: Job,
  result: ProduceResult,
): Promise<Delivered> {
  if (result.kind === 'refused') return { kind: 'outcome', outcome: result.outcome };
  const { sizeBytes } = result;
  const delivery = await destination.write({ path, input, file: result }).finally(() => pool.discard(result));
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
