import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from '../../app/ui/version.ts';
import { comparePaths } from '../../pipeline/batch/output-path.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffRow, Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import { type SkippedOutcome, unexpected } from '../../pipeline/contracts/file-outcome.ts';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';
import { receiptEntries } from '../../report/build-receipt.ts';
import { recordsEntries } from '../../report/build-records.ts';
import { appliedBoxes, broughtSearches } from '../../report/decisions/decided-by-file.ts';
import { carriedBy, type OfUid } from '../../report/decisions/find-decisions.ts';
import { type OutputRow, outputsCsv } from '../../report/outputs-csv.ts';
import type { RecordsContext } from '../../report/records-input.ts';
import { inChunks } from '../../report/text-entry.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { parseShard } from '../input/shard.ts';
import { onDisk } from '../records/disk-holding.ts';
import { createDiskSorting } from '../records/disk-sorter.ts';
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
  const isNew = !existsSync(out);
  const work = path.join(out, 'merge.part');
  const runs: ReadRecords[] = [];
  let isDone = false;
  try {
    for (const [at, folder] of folders.entries()) runs.push(readRecords(folder, at + 1));
    const [first] = runs;
    for (const [at, run] of runs.entries()) checkSame(run, first!, at + 1);
    checkShards(runs);
    mkdirSync(out, { recursive: true, mode: 0o700 });
    mkdirSync(work, { mode: 0o700 });
    const sorting = createDiskSorting(work);
    const merged = await mergeFiles(runs, sorting, work, signal);
    const { request, context } = recordsOf(merged, runs, signal);
    const holding = onDisk(sorting);
    await writeBundle(path.join(out, 'records.zip'), recordsEntries(request, context, holding), signal);
    await writeBundle(path.join(out, 'receipt.zip'), receiptEntries(request, context, holding), signal);
    writeText(path.join(out, 'outputs.csv'), outputsCsv(request.outputs));
    isDone = true;
    speech.say(`${merged.count} files of ${runs.length} runs, ${merged.deidentified} of them de-identified.`);
  } catch (error) {
    throw signal.aborted ? new CommandError('Stopped. Nothing was merged.') : error;
  } finally {
    for (const run of runs) run.close();
    rmSync(work, { recursive: true, force: true });
    if (!isDone) takeBack(out, isNew);
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

/** Leaves nothing half-made behind. @param isNew whether the folder was not there before */
function takeBack(out: string, isNew: boolean): void {
  if (isNew) rmSync(out, { recursive: true, force: true });
  else for (const name of readdirSync(out)) rmSync(path.join(out, name));
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
    for (const { output } of merged.files()) {
      if (output === null) break;
      while (waiting.length > 0 && comparePaths(waiting[0]!.path, output.output) < 0) yield waiting.shift()!;
      yield { ...output, path: output.output, sizeBytes: output.bytes };
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
  return directory === null ? [] : [{ ...directory, path: directory.output, sizeBytes: directory.bytes }];
}

function writeText(place: string, rows: Iterable<string>): void {
  const file = openSync(place, 'wx', 0o600);
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

const notAllShards =
  'Not all shards of one run are there, each once. Name the records folder of every i/n, all of one n, and no other.';
