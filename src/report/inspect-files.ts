import { jobOf } from '../pipeline/batch/job-of.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { DiffRow, Inspection } from '../pipeline/contracts/deidentify.protocol.ts';
import type { RecordsContext } from './records-input.ts';

/** The changes of one de-identified file; no rows and `isReadable` false when its bytes are not what they were. */
export type InspectedFile = {
  readonly id: number;
  readonly inputPath: string;
  readonly outputPath: string;
  readonly isReadable: boolean;
  readonly rows: readonly DiffRow[];
};

/** Files looked at ahead of the consumer: enough to keep a few workers busy, few enough to hold in memory. */
const filesAhead = 4;

/**
 * Works out the changes of every de-identified file again, in order: they are not kept during the run.
 * @throws the signal's reason when it aborts.
 */
export async function* inspectFiles(
  files: Iterable<BatchFile>,
  pool: RecordsContext['pool'],
  signal: AbortSignal,
): AsyncGenerator<InspectedFile> {
  const pending: Promise<InspectedFile>[] = [];
  for (const file of files) {
    const started = startInspection(file, pool, signal);
    if (started) pending.push(started);
    if (pending.length > filesAhead) yield await next(pending, signal);
  }
  while (pending.length > 0) yield await next(pending, signal);
}

async function next(pending: Promise<InspectedFile>[], signal: AbortSignal): Promise<InspectedFile> {
  signal.throwIfAborted();
  return (await pending.shift()) as InspectedFile;
}

/** @returns null for files that are not in the output. */
function startInspection(
  file: BatchFile,
  pool: RecordsContext['pool'],
  signal: AbortSignal,
): Promise<InspectedFile> | null {
  const { outcome } = file;
  const job = jobOf(file);
  if (outcome?.kind !== 'deidentified' || job === null) return null;
  const { outputPath } = outcome;
  const inspection = pool.inspect(job, signal);
  const inspected = inspection.then((result) => ({
    id: file.id,
    inputPath: file.path,
    outputPath,
    ...readRows(result),
  }));
  // A failure is met when its turn comes; until then it must not count as unhandled.
  inspected.catch(() => {});
  return inspected;
}

function readRows(result: Inspection | { readonly kind: 'failed' | 'skipped' }) {
  if (result.kind === 'inspected') return { isReadable: true, rows: result.rows };
  return { isReadable: false, rows: [] };
}
