import { closeSync, writeFileSync } from 'node:fs';
import { VERSION } from '../../app/ui/version.ts';
import { comparePaths } from '../../pipeline/batch/output-path.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffRow, Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import { type FileOutcome, type SkippedOutcome, unexpected } from '../../pipeline/contracts/file-outcome.ts';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';
import { receiptEntries } from '../../report/build-receipt.ts';
import { recordsEntries } from '../../report/build-records.ts';
import type { BundleEntry } from '../../report/bundle.ts';
import { appliedBoxes, broughtSearches } from '../../report/decisions/decided-by-file.ts';
import { joinDevices } from '../../report/decisions/device-boxes.ts';
import { carriedBy, type OfUid } from '../../report/decisions/find-decisions.ts';
import { noUids, type OutputRow, type OutputUids, outputsCsv } from '../../report/outputs-csv.ts';
import type { RecordsContext } from '../../report/records-input.ts';
import { inChunks } from '../../report/text-entry.ts';
import { CommandError, exitStatus, systemCode, usageError } from '../exit-status.ts';
import { parseShard } from '../input/shard.ts';
import { describeFailure } from '../output/describe-failure.ts';
import { onDisk } from '../records/disk-holding.ts';
import { createDiskSorting } from '../records/disk-sorter.ts';
import { type MergePlace, openMergePlace } from '../records/merge-place.ts';
import { type MergedFile, type MergedFiles, mergeFiles } from '../records/merged-files.ts';
import { type ReadRecords, readRecords } from '../records/read-records.ts';
import type { ChangedRow } from '../records/record-lines.ts';
import { writeBundle } from '../records/write-bundle.ts';
import { hasContent } from '../settings/places.ts';
import type { Speech } from '../speech.ts';

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
    const merged = await mergeFiles(runs, sorting, place.work, signal);
    const { request, context } = recordsOf(merged, runs, signal);
    const holding = onDisk(sorting);
    await writeZip(place, 'records.zip', recordsEntries(request, context, holding), signal);
    await writeZip(place, 'receipt.zip', receiptEntries(request, context, holding), signal);
    writeText(place.create('outputs.csv'), outputsCsv(request.outputs));
    place.keep();
    speech.say(`${merged.count} files of ${runs.length} runs, ${merged.deidentified} of them de-identified.`);
  } catch (error) {
    const isGone = place?.takeBack() ?? true;
    const { message, status } = explained(error, signal);
    throw new CommandError(isGone ? message : `${message} ${workIsLeft}`, status);
  } finally {
    for (const run of runs) run.close();
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
function recordsOf(merged: MergedFiles, runs: readonly ReadRecords[], signal: AbortSignal) {
  const [first] = runs;
  const noContent = { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } as const;
  /** Which file an input stands for, while the input is in use. */
  const fileOf = new WeakMap<InputContent, MergedFile>();
  function* batchFiles(): Generator<BatchFile> {
    let id = 0;
    for (const file of merged.files()) {
      const content = { ...noContent };
      fileOf.set(content, file);
      const decided = file.decided === null ? { release: null } : carriedBy(file.decided);
      yield { id, path: file.input, content, scan: unread, outcome: file.outcome, ...decided };
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
  const context: RecordsContext = {
    pool: {
      inspect: async ({ input }) => {
        const { run, changes } = fileOf.get(input.content)!;
        const rows = changes === null ? null : runs[run]!.changesAt(changes);
        return rows === null ? unexpected : inspection(rows);
      },
    },
    createdAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
    product: `Nescio ${VERSION}`,
    streamBundle: null,
  };
  return { request, context };
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

function writeText(file: number, rows: Iterable<string>): void {
  try {
    for (const text of inChunks(rows)) writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

function inspection(rows: readonly ChangedRow[]): Inspection {
  return { kind: 'inspected', rows: rows.map(diffRow), outputPath: '', findings: [], holds: [] };
}

/** No record shows more of a row than these members. */
function diffRow({ uids, ...row }: ChangedRow): DiffRow {
  const [before, after] = uids ?? [null, null];
  return { ...row, tag: '', name: '', depth: 0, isPrivate: false, before, after };
}

/** Nobody has looked at a file here. */
const unread: SkippedOutcome = { kind: 'skipped', code: 'cancelled', reason: '' };

const workIsLeft = 'OUT/merge.part could not be removed. It identifies patients: remove it.';

const notAllShards =
  'Not all shards of one run are there, each once. Name the records folder of every i/n, all of one n, and no other.';
