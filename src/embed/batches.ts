import { cancelled } from '../pipeline/cancelled.ts';
import type { Inspection } from '../pipeline/deidentify.protocol.ts';
import type { FailedOutcome, FileOutcome, SkippedOutcome } from '../pipeline/file-outcome.ts';
import { type KnownPatients, patientsFor } from '../pipeline/patients-for.ts';
import type { Pool } from '../pipeline/pool.ts';
import { type BatchFile, deidentifyBatch, scanSource } from '../pipeline/run-batch.ts';
import type { Source } from '../pipeline/source.ts';
import type { Profile } from '../profile/profile.ts';
import { deliverBatch } from './deliver-batch.ts';
import type { Outcome } from './outcome.ts';
import { createRendezvous } from './rendezvous.ts';

export type BatchSettings = {
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
  readonly rows: KnownPatients['rows'];
  readonly openPool: () => Promise<Pool>;
};

export type DecideProgress = {
  readonly phase: 'reading' | 'deciding';
  readonly done: number;
  /** Files known so far: it grows while reading. */
  readonly total: number;
};

/** A batch whose every file has an outcome; no byte was put out yet. Originals: page only. */
export type DecidedBatch = {
  readonly files: readonly BatchFile[];
  /** What becomes of one file, element by element. */
  readonly inspect: (file: BatchFile, signal: AbortSignal) => Promise<Inspection | FailedOutcome | SkippedOutcome>;
  /** Second pass: one outcome for each file, those without bytes first. */
  readonly deliver: (signal: AbortSignal) => AsyncGenerator<Outcome>;
};

/** Batches under one profile and key, one after the other: settings belong to the whole pool. */
export type Batches = {
  readonly decide: (
    source: Source,
    signal: AbortSignal,
    onProgress?: (progress: DecideProgress) => void,
  ) => Promise<DecidedBatch>;
  readonly close: () => void;
};

export function createBatches({ profile, projectKey, rows, openPool }: BatchSettings): Batches {
  let opened: Promise<Pool> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** Waits for whoever works now, then has the pool alone. */
  function takeTurn<Result>(work: (pool: Pool) => Promise<Result>): Promise<Result> {
    const own = turn.then(async () => {
      opened ??= openPool();
      return work(await opened);
    });
    turn = own.catch(() => undefined);
    return own;
  }

  function decidedBatch(files: readonly BatchFile[], patients: ReturnType<typeof patientsFor>): DecidedBatch {
    return {
      files,
      inspect: (file, signal) =>
        takeTurn(async (pool) => {
          if (file.content === null) throw new Error('A file without bytes cannot be looked at.');
          await pool.configure({ profile, projectKey, patients });
          const input = { id: file.id, path: file.path, content: file.content };
          return pool.inspect({ input, release: file.release }, signal);
        }),
      deliver: async function* (signal) {
        const consumer = new AbortController();
        const out = createRendezvous<Outcome>();
        const ends = AbortSignal.any([signal, consumer.signal]);
        takeTurn(async (pool) => {
          await pool.configure({ profile, projectKey, patients });
          await deliverBatch(pool, files, ends, out);
        }).then(() => out.end(), out.end);
        try {
          yield* out.values();
        } finally {
          consumer.abort();
        }
      },
    };
  }

  return {
    decide: (source, signal, onProgress = () => undefined) =>
      takeTurn(async (pool) => {
        await pool.configure({ profile, projectKey, patients: profile.patients.kind === 'keyed' ? null : [] });
        const files = await scanAll(pool, source, signal, onProgress);
        const patients = patientsFor(profile.patients, { rows, numbers: null }, files);
        await pool.configure({ profile, projectKey, patients });
        return decidedBatch(await decideAll(pool, files, signal, onProgress), patients);
      }),
    close: () =>
      void opened?.then(
        (pool) => pool.close(),
        () => undefined,
      ),
  };
}

async function scanAll(
  pool: Pool,
  source: Source,
  signal: AbortSignal,
  onProgress: (progress: DecideProgress) => void,
): Promise<readonly BatchFile[]> {
  const files: BatchFile[] = [];
  let total = 0;
  for await (const event of scanSource(pool, source, 0, signal)) {
    if (event.kind === 'read') files.push(...event.files);
    else total = event.count;
    onProgress({ phase: 'reading', done: files.length, total: Math.max(total, files.length) });
  }
  return files.sort((one, other) => one.id - other.id);
}

async function decideAll(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  onProgress: (progress: DecideProgress) => void,
): Promise<readonly BatchFile[]> {
  const outcomes = new Map<number, FileOutcome>();
  for await (const settledFiles of deidentifyBatch(pool, files, signal)) {
    for (const { id, outcome } of settledFiles) outcomes.set(id, outcome);
    onProgress({ phase: 'deciding', done: outcomes.size, total: files.length });
  }
  return files.map((file) => ({ ...file, outcome: outcomes.get(file.id) ?? cancelled }));
}
