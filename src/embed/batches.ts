import { blankedInstancesOf } from '../pipeline/batch/blanked-instances.ts';
import { placesById } from '../pipeline/batch/by-id.ts';
import { jobOf } from '../pipeline/batch/job-of.ts';
import { deidentifyBatch, scanSource } from '../pipeline/batch/run-batch.ts';
import { unsettledStudiesOf } from '../pipeline/batch/unsettled-studies.ts';
import { type BatchFile, type FileKeeping, keptAsTheyAre } from '../pipeline/contracts/batch-file.ts';
import type { Inspection, WorkerSettings } from '../pipeline/contracts/deidentify.protocol.ts';
import { cancelled, type FailedOutcome, type SkippedOutcome } from '../pipeline/contracts/file-outcome.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import type { Source } from '../pipeline/contracts/source.ts';
import { createTextMap, type TextTable } from '../pipeline/contracts/text-table.ts';
import { type Layout, withLayout } from '../pipeline/layout/layout.ts';
import { numberPatients } from '../pipeline/patients/number-patients.ts';
import { type KnownPatients, patientsFor, summariesOf } from '../pipeline/patients/patients-for.ts';
import type { Profile } from '../profile/profile.ts';
import {
  devicesBeside,
  type FoundDecisions,
  findDecisions,
  withDecisions,
} from '../report/decisions/find-decisions.ts';
import type { SavedDecisions, SavedDevice } from '../report/decisions/saved-decisions.ts';
import { type BoxDecision, withBoxes } from './box-decisions.ts';
import { deliverBatch, type Told } from './deliver-batch.ts';
import { handOut } from './hand-out.ts';
import type { Outcome } from './outcome.ts';
import { type BatchSearch, searchBatch, withUnlikely } from './search-batch.ts';
import { streamBatch } from './stream-batch.ts';

export type BatchSettings = {
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
  readonly rows: KnownPatients['rows'];
  readonly openPool: () => Promise<Pool>;
  readonly boxes?: readonly BoxDecision[];
  readonly decisions?: SavedDecisions | null;
  /** Null or absent: nobody looks for text in images. */
  readonly search?: BatchSearch | null;
  readonly layout?: Layout;
  /** How files are held. Not with `search`, which knows an image by the object that it came with. Absent: as they are. */
  readonly keeping?: FileKeeping;
  /** Makes the tables of paths and UIDs, for runs of very many files. Absent: maps. */
  readonly texts?: () => TextTable;
  /** Told of the DICOMDIR of a batch whose outputs were all taken, under that layout. */
  readonly onDirectory?: ((directory: File) => unknown) | undefined;
};

export type DecideProgress = {
  readonly phase: 'reading' | 'deciding' | 'searching';
  readonly done: number;
  /** Files known so far: it grows while reading. */
  readonly total: number;
};

/** A batch whose every file has an outcome; no byte was put out yet. Originals: page only. */
export type DecidedBatch = {
  readonly files: readonly BatchFile[];
  /** The saved decisions that are about these files. */
  readonly found: readonly FoundDecisions[];
  /** Boxes by device that were drawn elsewhere. They blank nothing here, and go on with the decisions. */
  readonly devices: readonly SavedDevice[];
  /** What becomes of one file, element by element. */
  readonly inspect: (file: BatchFile, signal: AbortSignal) => Promise<Inspection | FailedOutcome | SkippedOutcome>;
  /**
   * Second pass: one outcome for each file, those without bytes first.
   * @param only files of this batch; all of them by default
   */
  readonly deliver: (signal: AbortSignal, told?: Told, only?: readonly BatchFile[]) => AsyncGenerator<Outcome>;
  /** Lets `work` have the pool alone, set up for this batch. */
  readonly use: <Result>(work: (pool: Pool) => Promise<Result>) => Promise<Result>;
};

/** Batches under one profile and key, one after the other: settings belong to the whole pool. */
export type Batches = {
  readonly decide: (
    source: Source,
    signal: AbortSignal,
    onProgress?: (progress: DecideProgress) => void,
  ) => Promise<DecidedBatch>;
  /** One pass, whose outcomes come as files are read; only where `decidesFirst` has no reason against it. */
  readonly stream: (source: Source, signal: AbortSignal) => AsyncGenerator<Outcome>;
  readonly close: () => void;
};

export function createBatches({
  profile,
  projectKey,
  rows,
  openPool,
  boxes = [],
  decisions = null,
  search = null,
  layout = 'pseudonyms',
  keeping = keptAsTheyAre,
  texts = createTextMap,
  onDirectory,
}: BatchSettings): Batches {
  let opened: Promise<Pool> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  /** Of all batches so far: a patient keeps the number, and no number is given to two. */
  let numbers: KnownPatients['numbers'] = [];

  /** Waits for whoever works now, then has the pool alone. */
  function takeTurn<Result>(work: (pool: Pool) => Promise<Result>): Promise<Result> {
    const own = turn.then(async () => {
      opened ??= openPool();
      return work(await opened);
    });
    turn = own.catch(() => undefined);
    return own;
  }

  function settingsOf(files: readonly BatchFile[], patients: ReturnType<typeof patientsFor>): WorkerSettings {
    const blankedInstances = blankedInstancesOf(files);
    const unsettledStudies = unsettledStudiesOf(files, profile);
    const settings = { profile, projectKey, patients, blankedInstances, unsettledStudies };
    return layout === 'pseudonyms' ? settings : { ...settings, describesOutputs: true };
  }

  function decidedBatch(
    files: readonly BatchFile[],
    { found, devices }: Pick<DecidedBatch, 'found' | 'devices'>,
    patients: ReturnType<typeof patientsFor>,
  ): DecidedBatch {
    // The same object each time: with another one the workers would compile the rules anew.
    const settings = settingsOf(files, patients);
    const use = <Result>(work: (pool: Pool) => Promise<Result>) =>
      takeTurn(async (pool) => {
        await pool.configure(settings);
        return work(pool);
      });
    return {
      files,
      found,
      devices,
      use,
      inspect: (file, signal) =>
        use(async (pool) => {
          const job = jobOf(file);
          if (job === null) throw new Error('A file without bytes cannot be looked at.');
          return pool.inspect(job, signal);
        }),
      deliver: (signal, told, only = files) => {
        const directory = layout === 'dicomdir' && onDirectory ? { projectKey, onDirectory } : null;
        return handOut(signal, (ends, out) => use((pool) => deliverBatch(pool, only, ends, out, directory, told)));
      },
    };
  }

  return {
    decide: (source, signal, onProgress = () => undefined) =>
      takeTurn(async (pool) => {
        await pool.configure({ profile, projectKey, patients: profile.patients.kind === 'keyed' ? null : [] });
        const scanned = await scanAll(pool, source, { keeping, texts }, signal, onProgress);
        const found = decisions === null ? [] : await findDecisions(scanned, decisions, projectKey);
        const known = withBoxes(withDecisions(scanned, found), boxes, projectKey);
        const files = search === null ? known : withUnlikely(known, search);
        if (profile.patients.kind === 'running') {
          numbers = numberPatients(summariesOf(files), profile.patients, numbers, projectKey);
        }
        const patients = patientsFor(profile.patients, { rows, numbers }, files);
        await pool.configure(settingsOf(files, patients));
        const decided = await decideAll(pool, files, { keeping, texts }, signal, onProgress);
        const onSearched = (done: number, total: number) => onProgress({ phase: 'searching', done, total });
        const settled = search === null ? decided : await searchBatch(pool, decided, search, signal, onSearched);
        const devices = decisions === null ? [] : devicesBeside(decisions, found);
        return decidedBatch(await withLayout(settled, layout), { found, devices }, patients);
      }),
    stream: (source, signal) =>
      handOut(signal, (ends, out) =>
        takeTurn(async (pool) => {
          await pool.configure({ profile, projectKey, patients: patientsFor(profile.patients, { rows, numbers }, []) });
          await streamBatch(pool, source, { projectKey, boxes, decisions }, ends, out);
        }),
      ),
    close: () =>
      void opened?.then(
        (pool) => pool.close(),
        () => undefined,
      ),
  };
}

/** How a batch is held in memory. */
type Holding = Required<Pick<BatchSettings, 'keeping' | 'texts'>>;

async function scanAll(
  pool: Pool,
  source: Source,
  { keeping, texts }: Holding,
  signal: AbortSignal,
  onProgress: (progress: DecideProgress) => void,
): Promise<readonly BatchFile[]> {
  const files: BatchFile[] = [];
  let total = 0;
  for await (const event of scanSource(pool, source, 0, signal, texts)) {
    if (event.kind === 'read') for (const file of event.files) files.push(keeping.add(file));
    else total = event.count;
    onProgress({ phase: 'reading', done: files.length, total: Math.max(total, files.length) });
  }
  return files.sort((one, other) => one.id - other.id);
}

async function decideAll(
  pool: Pool,
  files: readonly BatchFile[],
  { keeping, texts }: Holding,
  signal: AbortSignal,
  onProgress: (progress: DecideProgress) => void,
): Promise<readonly BatchFile[]> {
  const decided = [...files];
  const placeOf = placesById(files);
  let done = 0;
  for await (const settledFiles of deidentifyBatch(pool, files, signal, { texts })) {
    for (const { id, outcome } of settledFiles) {
      const at = placeOf(id)!;
      // One whose path another file wants as well has two outcomes, of which the later counts.
      if (decided[at] === files[at]) done += 1;
      decided[at] = keeping.change(files[at]!, { outcome });
    }
    onProgress({ phase: 'deciding', done, total: files.length });
  }
  return decided.map((file, at) => (file === files[at] ? keeping.change(file, { outcome: cancelled }) : file));
}
