import { closeSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from '../../app/ui/version.ts';
import { comparePaths } from '../../pipeline/batch/output-path.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { type FileOutcome, type SkippedOutcome, unexpected } from '../../pipeline/contracts/file-outcome.ts';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';
import { receiptEntries } from '../../report/build-receipt.ts';
import { recordsEntries } from '../../report/build-records.ts';
import type { BundleEntry } from '../../report/bundle.ts';
import { appliedBoxes, broughtSearches } from '../../report/decisions/decided-by-file.ts';
import { joinDevices } from '../../report/decisions/device-boxes.ts';
import { carriedBy, type OfUid } from '../../report/decisions/find-decisions.ts';
import { noUids, type OutputRow, type OutputUids } from '../../report/outputs-csv.ts';
import type { RecordsContext } from '../../report/records-input.ts';
import { CommandError, exitStatus, systemCode, usageError } from '../exit-status.ts';
import { parseShard } from '../input/shard.ts';
import { describeFailure } from '../output/describe-failure.ts';
import { onDisk } from '../records/disk-holding.ts';
import { createDiskSorting } from '../records/disk-sorter.ts';
import { type MergePlace, openMergePlace } from '../records/merge-place.ts';
import { type MergedFile, type MergedFiles, mergeFiles } from '../records/merged-files.ts';
import { type ReadRecords, readRecords } from '../records/read-records.ts';
import { createSharedChanges, type SharedChanges } from '../records/shared-changes.ts';
import { writeBundle } from '../records/write-bundle.ts';
import { hasContent } from '../settings/places.ts';
import type { Speech } from '../speech.ts';
import { openZip, type ZipMembers } from '../verify/zip-members.ts';

/**
 * `nescio merge FOLDER... OUT`: the records of all runs as one, `records.zip` and `receipt.zip` as the page makes them, and
 * `outputs.csv`, which both hold. What grows with the number of files is on disk, in OUT, until it is done; decisions are in memory.
 * @throws CommandError when the runs do not belong together
 */
export async function merge(
  folders: readonly string[],
  out: string,
  signal: AbortSignal,
  speech: Speech,
): Promise<void> {
  if (hasContent(out)) throw usageError('OUT is not empty. Name a folder that is new or empty.');
  const runs: ReadRecords[] = [];
  let place: MergePlace | null = null;
  try {
    for (const [at, folder] of folders.entries()) runs.push(readRecords(folder, at + 1));
    const [first] = runs;
    for (const [at, run] of runs.entries()) checkSame(run, first!, at + 1);
    checkShards(runs);
    place = openMergePlace(out);
    const sorting = createDiskSorting(place.work);
    const shared = createSharedChanges();
    const merged = await mergeFiles(runs, sorting, shared, place.work, signal);
    const { request, context, unreadableFiles } = recordsOf(merged, runs, shared, signal);
    const holding = onDisk(sorting);
    await writeZip(place, 'records.zip', recordsEntries(request, context, holding), signal);
    const records = await openZip(path.join(out, 'records.zip'));
    if (records === null) throw new CommandError('OUT/records.zip was written and cannot be read again.');
    const receipt = receiptEntries(request, context, holding, unreadableFiles()).map((entry) => madeIn(records, entry));
    await writeZip(place, 'receipt.zip', receipt, signal);
    for (const { name, content } of receipt) {
      if (name === outputsName) await writeContent(place.create(name), content());
    }
    place.keep();
    speech.say(`${merged.count} files of ${runs.length} runs, ${merged.deidentified} of them de-identified.`);
  } catch (error) {
    const isGone = place?.takeBack() ?? true;
    const { message, status } = explained(error, signal);
    throw new CommandError(isGone ? message : `${message} ${workIsLeft}`, status);
  }
}

function explained(error: unknown, signal: AbortSignal): CommandError {
  if (signal.aborted) return new CommandError('Stopped. Nothing was merged.', exitStatus.stopped);
  if (error instanceof CommandError) return error;
  if (systemCode(error) !== '') return new CommandError(describeFailure(error).message);
  throw error;
}

/** The archive has its name once it is whole. */
async function writeZip(
  place: MergePlace,
  name: string,
  entries: readonly BundleEntry[],
  signal: AbortSignal,
): Promise<void> {
  await writeBundle(place.create(`${name}.part`), entries, signal);
  place.rename(`${name}.part`, name);
}

/** What the records hold as well is unpacked, which is quicker than to make it again. */
function madeIn(records: ZipMembers, { name, content }: BundleEntry): BundleEntry {
  if (name !== 'changes.csv' && name !== outputsName) return { name, content };
  return { name, content: () => records.open(name)! };
}

async function writeContent(file: number, content: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const bytes of content) writeFileSync(file, bytes);
  } finally {
    closeSync(file);
  }
}

function checkSame({ summary }: ReadRecords, { summary: first }: ReadRecords, position: number): void {
  const isSame =
    summary.keyCheck === first.keyCheck &&
    summary.profileSha256 === first.profileSha256 &&
    summary.program === first.program;
  if (!isSame) {
    throw usageError(`Records folder number ${position} is of another key, profile or version than the first.`);
  }
}

/** Shards make one run only when all of them are there, each once. */
function checkShards(runs: readonly ReadRecords[]): void {
  const names = runs.map(({ summary }) => summary.shard);
  if (names.every((name) => name === '')) return;
  const shards = names.map(parseShard);
  const count = shards[0]?.count;
  const indexes = new Set(shards.map((shard) => shard?.index));
  const isWhole = shards.every((shard) => shard?.count === count) && indexes.size === count;
  if (!isWhole || runs.length !== count) throw usageError(notAllShards);
}

/** What the records are made with: changes are read from the runs' records, and no file of a patient is opened. */
function recordsOf(merged: MergedFiles, runs: readonly ReadRecords[], shared: SharedChanges, signal: AbortSignal) {
  const [first] = runs;
  const noContent = { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } as const;
  function* batchFiles(): Generator<BatchFile> {
    let id = 0;
    for (const file of merged.files()) {
      const { decided } = file;
      const content: MergedContent = { ...noContent, file };
      const rest = decided === null ? { release: null } : carriedBy(decided);
      // Some go through all files for those with a decision alone.
      yield {
        id,
        path: file.input,
        content,
        scan: unread,
        ...rest,
        get outcome() {
          return file.outcome;
        },
      };
      id += 1;
    }
  }
  const directories = runs.flatMap((run) => directoryRow(run));
  function* outputs(): Generator<OutputRow> {
    const waiting = [...directories].sort((one, other) => comparePaths(one.path, other.path));
    for (const { output, outcome } of merged.files()) {
      if (output === null) break;
      while (waiting.length > 0 && comparePaths(waiting[0]!.path, output.output) < 0) yield waiting.shift()!;
      yield { ...output, path: output.output, sizeBytes: output.bytes, uids: uidsOf(outcome) };
    }
    yield* waiting;
  }
  const decided = merged.decided === 0 ? [] : [...decidedFiles(merged)];
  const request = {
    files: { [Symbol.iterator]: batchFiles },
    profile: first!.profile,
    includesOriginalValues: false,
    signal,
    uploads: [],
    review: { kind: 'not-opened' } as const,
    boxes: appliedBoxes(decided),
    devices: joinDevices(runs.flatMap(({ decisions }) => decisions.devices ?? [])),
    ...broughtSearches(decided),
    leftOut: { uids: [...new Set(runs.flatMap(({ decisions }) => decisions.leftOut))] },
    under: first!.decisions.madeUnder ?? null,
    outputs: { [Symbol.iterator]: outputs },
  };
  let unreadable = 0;
  const context: RecordsContext = {
    pool: {
      inspect: async ({ input }) => {
        const { changes } = (input.content as MergedContent).file;
        const rows = changes && shared.rowsOf(changes);
        if (rows === null) unreadable += 1;
        return rows === null ? unexpected : { kind: 'inspected', rows, outputPath: '', findings: [], holds: [] };
      },
    },
    createdAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
    product: `Nescio ${VERSION}`,
    streamBundle: null,
  };
  return { request, context, unreadableFiles: () => unreadable };
}

/** Of the files that something was decided about: their place in the list, and what. Boxes of one decision are one object again. */
function* decidedFiles({ files }: MergedFiles): Generator<OfUid & { readonly id: number }> {
  const known = new Map<string, OfUid['boxes']>();
  let id = -1;
  for (const { decided } of files()) {
    id += 1;
    if (decided === null) continue;
    const text = JSON.stringify(decided.boxes);
    if (!known.has(text)) known.set(text, decided.boxes);
    yield { ...decided, id, boxes: known.get(text)! };
  }
}

/** A DICOMDIR is an output like others, though no input has become it. */
function directoryRow(run: ReadRecords): readonly OutputRow[] {
  const directory = run.directory();
  return directory === null ? [] : [{ ...directory, path: directory.output, sizeBytes: directory.bytes, uids: noUids }];
}

function uidsOf(outcome: FileOutcome): OutputUids {
  if (outcome.kind !== 'deidentified') return noUids;
  const { studyUidNew, seriesUidNew, instanceUidNew } = outcome.identity;
  return [studyUidNew, seriesUidNew, instanceUidNew];
}

/** No file of a patient is opened: it is what its run has recorded of it. */
type MergedContent = InputContent & { readonly file: MergedFile };

/** Nobody has looked at a file here. */
const unread: SkippedOutcome = { kind: 'skipped', code: 'cancelled', reason: '' };

/** Both bundles have it, and it lies beside them. */
const outputsName = 'outputs.csv';

const workIsLeft = 'OUT/merge.part could not be removed. It identifies patients: remove it.';

const notAllShards =
  'Not all shards of one run are there, each once. Name the records folder of every i/n, all of one n, and no other.';
