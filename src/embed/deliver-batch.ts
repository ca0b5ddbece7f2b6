import { saveBatch } from '../pipeline/batch/run-batch.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { Destination } from '../pipeline/contracts/destination.ts';
import { cancelled, type FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import { directoryFileId, withDirectory } from '../pipeline/layout/directory-output.ts';
import { deliveryPieces } from '../pipeline/output/delivery-pieces.ts';
import type { Outcome } from './outcome.ts';
import { outputDestination } from './output-destination.ts';
import type { Rendezvous } from './rendezvous.ts';
import { type Deidentified, settledOutcome } from './to-outcome.ts';

/** Told of each file that was to go out. */
export type Told = {
  /** What became of it instead. */
  readonly notOut: (id: number, outcome: FileOutcome) => void;
  /** @param crc32 null where it has not been counted */
  readonly out: (id: number, path: string, body: Blob, crc32: number | null) => Promise<void>;
};

const nobody: Told = { notOut: () => undefined, out: async () => undefined };

/** Hands out one outcome for each decided file: those without bytes first, then the outputs as the consumer takes them. */
export async function deliverBatch(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  out: Rendezvous<Outcome>,
  directory: DirectoryRequest | null = null,
  told: Told = nobody,
): Promise<void> {
  for (const file of files)
    if (file.outcome?.kind !== 'deidentified') await out.put(settledOutcome(file.path, file.outcome));
  await deliverAll(pool, files, signal, out, directory, told);
}

/** A DICOMDIR that somebody wants to have of the outputs. */
export type DirectoryRequest = {
  readonly projectKey: Uint8Array;
  readonly onDirectory: (directory: File) => unknown;
};

/** Keeps the directory of all that was handed out, and hands it to nobody as the output of an input. */
function besideDirectory(
  outputs: Destination<null>,
  files: readonly BatchFile[],
  { projectKey }: DirectoryRequest,
): { readonly destination: Destination<null>; readonly made: () => File | null } {
  let made: File | null = null;
  const write: Destination<null>['write'] = async (delivery) => {
    if (delivery.input.id !== directoryFileId) return outputs.write(delivery);
    made = new File([...((await deliveryPieces(delivery)) ?? [])], delivery.path, {
      type: 'application/dicom',
      lastModified: 0,
    });
    return { kind: 'written' };
  };
  const options = { projectKey, finished: new Map(), onLeftOut: () => undefined };
  return { destination: withDirectory({ ...outputs, write }, files, options), made: () => made };
}

/** Second pass: the outputs, one after the other. A file that changed since the first look gets another outcome. */
async function deliverAll(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  out: Rendezvous<Outcome>,
  directory: DirectoryRequest | null,
  { notOut, out: wentOut }: Told,
): Promise<void> {
  const byId = new Map(files.map((file) => [file.id, file]));
  const waiting = new Map<number, BatchFile>();
  for (const file of files) if (file.outcome?.kind === 'deidentified') waiting.set(file.id, file);
  const underWay = new Set<Promise<void>>();
  const hand = async (id: number, outcome: Deidentified, crc32: number | null): Promise<void> => {
    waiting.delete(id);
    if (await out.put(outcome)) await wentOut(id, outcome.outputPath, outcome.file, crc32);
    else notOut(id, cancelled);
  };
  const outputs = outputDestination(
    (id) => outputOutcome(byId.get(id)!),
    (id, outcome, crc32) => {
      const handing = hand(id, outcome, crc32).finally(() => underWay.delete(handing));
      underWay.add(handing);
      return handing;
    },
  );
  const { destination, made } =
    directory === null ? { destination: outputs, made: () => null } : besideDirectory(outputs, files, directory);
  const changed: Promise<unknown>[] = [];
  const result = await saveBatch(
    pool,
    destination,
    files,
    (event) => {
      if (event.kind === 'outcome' && event.outcome.kind === 'deidentified') return;
      waiting.delete(event.id);
      if (event.kind !== 'outcome') return;
      notOut(event.id, event.outcome);
      changed.push(out.put(settledOutcome(byId.get(event.id)!.path, event.outcome)));
    },
    signal,
  );
  await Promise.all(changed);
  // A save that is given up does not wait for what was just taken, which counts as gone out.
  await Promise.allSettled(underWay);
  const file = made();
  if (result.kind === 'saved' && file !== null) {
    await directory?.onDirectory(file);
    await wentOut(directoryFileId, file.name, file, null);
  }
  if (result.kind === 'saved') return;
  const outcome: FileOutcome =
    result.kind === 'cancelled' ? cancelled : { kind: 'failed', code: 'internal', reason: result.message };
  for (const file of waiting.values()) {
    notOut(file.id, outcome);
    await out.put(settledOutcome(file.path, outcome));
  }
}

function outputOutcome({ outcome }: BatchFile) {
  if (outcome?.kind !== 'deidentified') throw new Error('Only de-identified files are delivered.');
  return outcome;
}
