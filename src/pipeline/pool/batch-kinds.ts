import type { Remote } from 'comlink';
import type { BatchLimit } from '../concurrency/batches.ts';
import type {
  DeidentifyWorker,
  FingerprintDepth,
  FingerprintResult,
  Job,
  MadeFile,
  ProduceResult,
} from '../contracts/deidentify.protocol.ts';
import type { FailedOutcome, FileOutcome, FirstLook } from '../contracts/file-outcome.ts';
import type { InputFile } from '../contracts/input-file.ts';

/** One of the passes that the pool makes over many files. */
export type BatchKind<Item, Result> = {
  readonly limit: BatchLimit;
  readonly isOrdered: boolean;
  readonly fileOf: (item: Item) => InputFile;
  readonly call: (remote: Remote<DeidentifyWorker>, items: readonly Item[]) => Promise<readonly Result[]>;
  /** The result of an item that no worker could finish. */
  readonly failed: (item: Item, outcome: FailedOutcome) => Result;
};

/** Headers only are read in these passes: the number of files is what matters. */
const headerBatch: BatchLimit = { firstCount: 8, count: 64, sizeBytes: 64 * 1024 * 1024 };
/** Whole files come back from these. */
const wholeFileBatch: BatchLimit = { firstCount: 8, count: 64, sizeBytes: 4 * 1024 * 1024 };

export const scanKind: BatchKind<InputFile, FirstLook> = {
  limit: headerBatch,
  isOrdered: false,
  fileOf: (input) => input,
  call: (remote, inputs) => remote.scan(inputs),
  failed: (_, outcome) => outcome,
};

export const deidentifyKind: BatchKind<Job, FileOutcome> = {
  limit: headerBatch,
  isOrdered: false,
  fileOf: (job) => job.input,
  call: (remote, jobs) => remote.deidentify(jobs),
  failed: (_, outcome) => outcome,
};

export const produceKind: BatchKind<Job, ProduceResult> = {
  limit: wholeFileBatch,
  isOrdered: true,
  fileOf: (job) => job.input,
  call: (remote, jobs) => remote.produce(jobs),
  failed: (job, outcome) => ({ kind: 'refused', id: job.input.id, outcome }),
};

export const makeKind: BatchKind<Job, MadeFile> = {
  limit: wholeFileBatch,
  isOrdered: true,
  fileOf: (job) => job.input,
  call: (remote, jobs) => remote.make(jobs),
  failed: (_, look) => ({ kind: 'settled', look }),
};

export function fingerprintKind(depth: FingerprintDepth): BatchKind<Job, FingerprintResult> {
  return {
    limit: headerBatch,
    isOrdered: false,
    fileOf: (job) => job.input,
    call: (remote, jobs) => remote.fingerprint(depth, jobs),
    failed: (_, outcome) => ({ kind: 'refused', outcome }),
  };
}
