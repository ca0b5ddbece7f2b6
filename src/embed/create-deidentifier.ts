import { cancelled } from '../pipeline/cancelled.ts';
import type { FileOutcome } from '../pipeline/file-outcome.ts';
import type { Pool } from '../pipeline/pool.ts';
import { type BatchFile, deidentifyBatch, saveBatch, scanSource } from '../pipeline/run-batch.ts';
import type { PresetId, Profile } from '../profile/profile.ts';
import type { ExecutorOptions } from './executor-options.ts';
import type { Input } from './input.ts';
import { sourceOf } from './input-source.ts';
import { openPool } from './open-pool.ts';
import type { Outcome } from './outcome.ts';
import { outputDestination } from './output-destination.ts';
import { patientsFor, readPatientTable } from './patients-for.ts';
import { readProfile } from './read-profile.ts';
import { createRendezvous, type Rendezvous } from './rendezvous.ts';

export type DeidentifierOptions = ExecutorOptions & {
  /** A preset's name, a profile, or the JSON of one. */
  readonly profile: PresetId | Profile | string;
  /** 32 secret bytes, the same for a whole project: same key, same pseudonyms. `createProjectKey` makes one. */
  readonly key: Uint8Array;
  /** CSV of new patient IDs, for profiles with the scheme `lookup`. */
  readonly patientTable?: string | Uint8Array;
  /** Ends every batch: inputs without an outcome become skipped, code `cancelled`. */
  readonly signal?: AbortSignal;
};

/** De-identifies batches under one profile and key. Batches run one after the other. */
export type Deidentifier = {
  /** Yields one outcome for each input (each member of a zip is an input), held and failed ones first. */
  readonly process: (inputs: Iterable<Input> | AsyncIterable<Input>) => AsyncGenerator<Outcome>;
  /** Ends the workers. */
  readonly close: () => void;
};

const keyBytes = 32;

/** 32 random bytes from the platform's own generator. Keep them: without them, later files get other pseudonyms. */
export function createProjectKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(keyBytes));
}

/**
 * Makes a de-identifier. Nothing is read, started or asked before the first `process`. It needs no DOM.
 * @throws TypeError when the profile, the key or the table cannot be used
 */
export function createDeidentifier(options: DeidentifierOptions): Deidentifier {
  const profile = readProfile(options.profile);
  const rows = readPatientTable(options.patientTable, profile);
  const { key } = options;
  if (key.length !== keyBytes) throw new TypeError(`The key has ${key.length} bytes; it must have ${keyBytes}.`);
  const signal = options.signal ?? new AbortController().signal;
  const projectKey = key.slice();
  let opened: Promise<Pool> | null = null;
  /** Settings belong to the whole pool, so a batch waits for the one before it. */
  let turn: Promise<unknown> = Promise.resolve();

  async function run(inputs: Iterable<Input> | AsyncIterable<Input>, ends: AbortSignal, out: Rendezvous<Outcome>) {
    opened ??= openPool(options);
    const pool = await opened;
    await pool.configure({ profile, projectKey, patients: profile.patients.kind === 'keyed' ? null : [] });
    const files = await scanAll(pool, inputs, ends);
    await pool.configure({ profile, projectKey, patients: patientsFor(profile, rows, files) });
    const decided = await decideAll(pool, files, ends);
    for (const file of decided) if (file.outcome?.kind !== 'deidentified') await out.put(settled(file, file.outcome));
    await deliverAll(pool, decided, ends, out);
  }

  return {
    process: async function* (inputs) {
      const consumer = new AbortController();
      const out = createRendezvous<Outcome>();
      const ends = AbortSignal.any([signal, consumer.signal]);
      const own = turn.then(() => run(inputs, ends, out));
      turn = own.catch(() => undefined);
      own.then(() => out.end(), out.end);
      try {
        yield* out.values();
      } finally {
        consumer.abort();
      }
    },
    close: () => void opened?.then((pool) => pool.close()),
  };
}

async function scanAll(pool: Pool, inputs: Iterable<Input> | AsyncIterable<Input>, signal: AbortSignal) {
  const files: BatchFile[] = [];
  for await (const event of scanSource(pool, sourceOf(inputs), 0, signal)) {
    if (event.kind === 'read') files.push(...event.files);
  }
  return files.sort((one, other) => one.id - other.id);
}

async function decideAll(pool: Pool, files: readonly BatchFile[], signal: AbortSignal): Promise<readonly BatchFile[]> {
  const outcomes = new Map<number, FileOutcome>();
  for await (const settledFiles of deidentifyBatch(pool, files, signal)) {
    for (const { id, outcome } of settledFiles) outcomes.set(id, outcome);
  }
  return files.map((file) => ({ ...file, outcome: outcomes.get(file.id) ?? cancelled }));
}

/** Second pass: the outputs, one after the other. A file that changed since the first look gets another outcome. */
async function deliverAll(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  out: Rendezvous<Outcome>,
): Promise<void> {
  const byId = new Map(files.map((file) => [file.id, file]));
  const waiting = new Map<number, BatchFile>();
  for (const file of files) if (file.outcome?.kind === 'deidentified') waiting.set(file.id, file);
  const destination = outputDestination(
    (id) => deidentifiedOutcome(byId.get(id)!),
    (id, outcome) => {
      waiting.delete(id);
      return out.put(outcome);
    },
  );
  const changed: Promise<void>[] = [];
  const result = await saveBatch(
    pool,
    destination,
    files,
    (event) => {
      if (event.kind === 'outcome' && event.outcome.kind === 'deidentified') return;
      waiting.delete(event.id);
      if (event.kind === 'outcome') changed.push(out.put(settled(byId.get(event.id)!, event.outcome)));
    },
    signal,
  );
  await Promise.all(changed);
  if (result.kind === 'saved') return;
  const outcome: FileOutcome =
    result.kind === 'cancelled' ? cancelled : { kind: 'failed', code: 'internal', reason: result.message };
  for (const file of waiting.values()) await out.put(settled(file, outcome));
}

function deidentifiedOutcome({ outcome }: BatchFile) {
  if (outcome?.kind !== 'deidentified') throw new Error('Only de-identified files are delivered.');
  return outcome;
}

/** An outcome without bytes. */
function settled({ path }: BatchFile, outcome: FileOutcome | null): Outcome {
  const { kind } = outcome ?? cancelled;
  switch (outcome?.kind) {
    case 'held':
      return { kind: 'held', inputPath: path, reasons: outcome.holds.map(({ reason }) => reason) };
    case 'skipped':
    case 'failed':
      return { kind: outcome.kind, inputPath: path, code: outcome.code, reason: outcome.reason };
    default:
      throw new Error(`A file that is ${kind} has bytes, or none of these outcomes.`);
  }
}
