import { createBatches, type DecidedBatch } from '../../embed/batches.ts';
import { acrossFilesOf } from '../../pipeline/batch/across-files.ts';
import { placesById } from '../../pipeline/batch/by-id.ts';
import { saveBatch } from '../../pipeline/batch/run-batch.ts';
import { heldAsSameInstance } from '../../pipeline/batch/settle-paths.ts';
import {
  type BatchFile,
  type FileKeeping,
  keptAsTheyAre,
  type SaveEvent,
  type SaveResult,
} from '../../pipeline/contracts/batch-file.ts';
import { cancelled, type DeidentifiedOutcome, type FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { TextTable } from '../../pipeline/contracts/text-table.ts';
import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';
import { directoryFileId, withDirectory } from '../../pipeline/layout/directory-output.ts';
import { newIdentifiers } from '../../pipeline/patients/new-identifiers.ts';
import { type KnownPatients, patientsFor } from '../../pipeline/patients/patients-for.ts';
import type { Profile } from '../../profile/profile.ts';
import type { SavedDecisions } from '../../report/decisions/saved-decisions.ts';
import { hashProfile } from '../../report/profile-json.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { countOutcomes, outcomesOf } from '../file-lines.ts';
import { type FileLog, noFileLog } from '../file-log.ts';
import { createCompactTable } from '../input/compact-table.ts';
import { sourceFromPaths } from '../input/list-paths.ts';
import { readManifest } from '../input/manifest.ts';
import { packedFiles } from '../input/packed-files.ts';
import { createPackedValues } from '../input/packed-values.ts';
import { checkShardable, type Shard } from '../input/shard.ts';
import { writeCandidates } from '../output/held-candidates.ts';
import { openOutput } from '../output/open-output.ts';
import { openOutputRun } from '../output/output-run.ts';
import type { WrittenFile } from '../output/written-file.ts';
import { type ProgramContext, poolOpener } from '../program-context.ts';
import { checkRunFolder, claimRunFolder, type RunFolderKind, runOwner } from '../records/run-folder.ts';
import { writeRecords } from '../records/write-records.ts';
import { readsServer, signInOfInputs } from '../served/served-sign-in.ts';
import { checkDecisions, readDecisionsFile } from '../settings/decisions-option.ts';
import { type MachineOptions, withoutSending } from '../settings/machine-options.ts';
import { checkPlaces, isRemote, type OutputPlace, outputPlace, urlOfServer } from '../settings/places.ts';
import { type ProfileOptions, profileOf } from '../settings/profile-option.ts';
import { limitsOf, type SearchOptions, searchOf } from '../settings/search-option.ts';
import type { SignIn } from '../settings/sign-in-file.ts';
import { createSpeech, describeRate, type Speech } from '../speech.ts';
import { checkStore } from '../store/store-run.ts';
import {
  checkPlaceOptions,
  journalFor,
  keyFor,
  nameOfPlace,
  type PlaceOptions,
  signInFor,
  stopped,
} from './place-options.ts';
import {
  conclude,
  type LogOptions,
  logSettled,
  openLog,
  readTable,
  tellPause,
  tellProgress,
  tellSearch,
} from './telling.ts';

export type DeidentifyOptions = ProfileOptions &
  LogOptions &
  MachineOptions &
  SearchOptions &
  PlaceOptions & {
    readonly patients?: string;
    readonly manifest?: string;
    readonly records?: string;
    readonly heldDir?: string;
  };

/** `nescio deidentify IN... OUT`. @returns the exit status */
export async function deidentify(
  inputs: readonly string[],
  outNamed: string,
  options: DeidentifyOptions,
  context: ProgramContext,
): Promise<number> {
  const { streams, signal } = context;
  const speech = createSpeech(streams);
  const place = outputPlace(outNamed);
  context.whenStopped(stopped(place).status);
  if (options.manifest === '-' && options.key === 'fd:0') throw usageError(bothFromInput);
  const manifest = await readManifest(options.manifest, streams.in);
  checkPlaces(inputs, manifest, place, options);
  const shard = options.shard ?? null;
  checkPlaceOptions(place, options);
  const signIn = signInFor(place, options, context);
  const inputSignIn = signInOfInputs(inputs, manifest, urlOfServer(place), options.signIn, context.environment);
  const profile = profileOf(options);
  const rows = readTable(options.patients, profile);
  const limits = limitsOf(isRemote(place) ? withoutSending(options) : options, readsServer(inputs, manifest));
  const machine = limits.options;
  const openPool = poolOpener(context, machine);
  const search = searchOf(machine, context.workerUrl, shard !== null);
  const runFolders = runFoldersOf(options);
  for (const [kind, folder] of runFolders) checkRunFolder(kind, folder, options.resume === true);
  const projectKey = keyFor(place, options, context, speech);
  const decisions = readDecisionsFile(options.decisions, { profile, projectKey });
  if (shard !== null) checkShardable(profile, rows, decisions);
  const out = nameOfPlace(place);
  const journal = journalFor(place, options, projectKey, speech);
  if (place.kind === 'store') await checkStore(place, shard !== null || options.resume === true);
  for (const [kind, folder] of runFolders) claimRunFolder(kind, folder, runOwner(kind, projectKey, shard, out));
  const log = openLog(options, place.kind === 'tar' ? streams.err : streams.out);
  const texts = createCompactTable;
  // The search knows an image by the object that it came with.
  const keeping = search === null ? packedFiles() : keptAsTheyAre;
  const batches = createBatches({
    profile,
    projectKey,
    rows,
    decisions,
    search,
    keeping,
    texts,
    ...(options.layout && { layout: options.layout }),
    openPool,
  });
  try {
    const decided = await batches.decide(
      sourceFromPaths(inputs, shard, manifest, {
        signInFile: inputSignIn,
        mostInstanceBytes: limits.mostInstanceBytes,
      }),
      signal,
      tellProgress(speech),
    );
    if (!signal.aborted) checkDecisions(decisions, decided.found, shard !== null, speech.say);
    logSettled(decided.files, log);
    const result = await save(
      decided,
      { place, profile, rows, projectKey, decisions, shard, log, signIn, journal, keeping, texts },
      options,
      context,
      speech,
    );
    if (result.kind === 'cancelled' || signal.aborted) throw stopped(place);
    if (result.kind !== 'saved') throw new CommandError(result.message);
    tellSearch(result.result, options, speech);
    return conclude(result.result, options, speech);
  } catch (error) {
    throw signal.aborted ? stopped(place) : error;
  } finally {
    batches.close();
  }
}

type Settings = {
  readonly place: OutputPlace;
  readonly profile: Profile;
  readonly rows: KnownPatients['rows'];
  readonly projectKey: Uint8Array;
  readonly decisions: SavedDecisions | null;
  readonly shard: Shard | null;
  readonly log: FileLog;
  readonly signIn: SignIn | null;
  /** What the journal of a server is named after; '' elsewhere. */
  readonly journal: string;
  readonly keeping: FileKeeping;
  readonly texts: () => TextTable;
};

/** Second pass: writes what may go out. @returns the files with what became of them at last */
async function save(
  decided: DecidedBatch,
  { place, profile, rows, projectKey, decisions, shard, log, signIn, journal, keeping, texts }: Settings,
  options: DeidentifyOptions,
  { streams, signal }: ProgramContext,
  { progress, say }: Speech,
): Promise<SaveResult<readonly BatchFile[]>> {
  const files = [...decided.files];
  const placeOf = placesById(files);
  const byId = (id: number): BatchFile => files[placeOf(id)!]!;
  // Shards have different files, and a table that they may take does not depend on them.
  const patients = patientsFor(profile.patients, { rows, numbers: [] }, shard === null ? files : []);
  const acrossFiles = acrossFilesOf(files, profile);
  const { layout = 'pseudonyms', search } = options;
  const profileHash = hashProfile(profile);
  const settings = { projectKey, profileHash, patients, decisions, acrossFiles, shard, layout, search, texts };
  const run = await openOutputRun(place, options.resume === true, files, settings, journal);
  let isComplete = false;
  try {
    const logWritten = ({ id, path, sizeBytes }: WrittenFile) => {
      if (log !== noFileLog) log.add(byId(id), byId(id).outcome ?? cancelled, path, sizeBytes);
    };
    // For the records alone.
    const written = options.records === undefined ? null : createPackedValues<WrittenFile>();
    for (const file of run.written) {
      written?.add(file);
      logWritten(file);
    }
    const total = countOutcomes(outcomesOf(files)).deidentified - run.written.length;
    const startMs = performance.now();
    let [count, refused] = [0, 0];
    const shared = shard === null ? null : { projectKey, onAmbiguous };
    const storedBefore = run.written.length;
    const mayHold = shard !== null || options.resume === true;
    const sending = { signIn, identifiersOf, storedBefore, mayHold, onRefused, onPaused: tellPause({ say }) };
    const opened = await openOutput(place, shared, streams.out, sending, (file) => {
      written?.add(file);
      // No input has become it: it is in the outputs, and in no line of files.
      if (file.id === directoryFileId) return;
      run.note(file);
      logWritten(file);
      count += 1;
      progress(`${count} of ${total} written, ${describeRate(count, total, (performance.now() - startMs) / 1000)}`);
    });
    const { finished } = run.earlier;
    const directory = { projectKey, finished, onLeftOut };
    const destination = layout === 'dicomdir' ? withDirectory(opened, files, directory) : opened;
    function onLeftOut(leftOut: number, of: number): void {
      say(`${leftOut} of ${of} files are not in the DICOMDIR: no record is known for their kind, or a UID is missing.`);
    }
    function onAmbiguous(id: number): void {
      const { outcome } = byId(id);
      if (outcome?.kind === 'deidentified') change(id, heldAsSameInstance(outcome, outcome.outputPath));
    }
    function identifiersOf(id: number): NewIdentifiers {
      return newIdentifiers((byId(id).outcome as DeidentifiedOutcome).identity);
    }
    function onRefused(id: number, reason: string, code: 'not-stored' | 'changed-on-disk'): void {
      refused += 1;
      change(id, { kind: 'failed', code, reason });
    }
    function change(id: number, outcome: FileOutcome): void {
      files[placeOf(id)!] = keeping.change(byId(id), { outcome });
      if (outcome.kind !== 'deidentified') log.add(byId(id), outcome, '', null);
    }
    const onEvent = (event: SaveEvent) => {
      if (event.kind === 'outcome') change(event.id, event.outcome);
    };
    const result = await decided.use((pool) =>
      saveBatch(pool, destination, decided.files, onEvent, signal, { earlier: run.earlier, texts }),
    );
    // First, as an archive that is whole cannot be made again for them, whatever becomes of the held folder.
    if (result.kind === 'saved' && options.records !== undefined && written !== null) {
      progress('Writing the records');
      const { found, devices } = decided;
      const records = { files, written: written.all(), profile, projectKey, found, devices, shard };
      await decided.use((pool) => writeRecords(options.records!, records, pool, signal));
    }
    if (result.kind === 'saved' && options.heldDir !== undefined) {
      progress('Writing what is held');
      const { heldDir } = options;
      const candidates = await decided.use((pool) => writeCandidates(heldDir, files, { keeping, texts }, pool, signal));
      if (candidates === null) return stoppedMeanwhile;
      const { held } = countOutcomes(outcomesOf(files));
      if (options.log !== 'none') say(`Held folder: ${candidates} of ${held} held files, cleaned, to be looked at.`);
    }
    isComplete = result.kind === 'saved' && refused === 0;
    return result.kind === 'saved' ? { ...result, result: files } : result;
  } finally {
    run.close(isComplete);
  }
}

function runFoldersOf({ records, heldDir }: DeidentifyOptions): readonly (readonly [RunFolderKind, string])[] {
  return [
    ...(records === undefined ? [] : [['records', records] as const]),
    ...(heldDir === undefined ? [] : [['held', heldDir] as const]),
  ];
}

/** Told by `stopped`. */
const stoppedMeanwhile: SaveResult<never> = { kind: 'cancelled', message: 'Stopped.' };

const bothFromInput = 'The key and the manifest cannot both come from standard input. Name a file for one of them.';
