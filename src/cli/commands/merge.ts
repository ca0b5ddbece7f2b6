import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from '../../app/ui/version.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffRow, Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import { type SkippedOutcome, unexpected } from '../../pipeline/contracts/file-outcome.ts';
import { buildReceipt } from '../../report/build-receipt.ts';
import { buildRecords } from '../../report/build-records.ts';
import { appliedBoxes, broughtSearches } from '../../report/decisions/decided-by-file.ts';
import { carriedBy, decisionsByUid, type OfUid } from '../../report/decisions/find-decisions.ts';
import { type OutputRow, outputsCsv } from '../../report/outputs-csv.ts';
import type { RecordsContext } from '../../report/records-input.ts';
import { streamBundle } from '../../stream-bundle.ts';
import { usageError } from '../exit-status.ts';
import { parseShard } from '../input/shard.ts';
import { finalPaths } from '../records/final-paths.ts';
import { type ReadRecords, type RecordedFile, readRecords } from '../records/read-records.ts';
import type { ChangedRow } from '../records/record-lines.ts';
import { hasContent } from '../settings/places.ts';
import type { Speech } from '../speech.ts';

/**
 * `nescio merge FOLDER... OUT`: the records of all runs as one, `records.zip` and `receipt.zip` as the page makes them, and
 * `outputs.csv`, which both hold.
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
  try {
    for (const [at, folder] of folders.entries()) runs.push(readRecords(folder, at + 1));
    const [first] = runs;
    for (const [at, run] of runs.entries()) checkSame(run, first!, at + 1);
    checkShards(runs);
    const files = joined(runs);
    mkdirSync(out, { recursive: true, mode: 0o700 });
    const deidentified = files.flatMap(({ output }) => (output === null ? [] : [output]));
    const outputs = [...deidentified, ...runs.flatMap(directoryRow)];
    const request = {
      files: files.map(({ batchFile }) => batchFile),
      profile: first!.profile,
      includesOriginalValues: false,
      signal,
      uploads: [],
      review: { kind: 'not-opened' } as const,
      boxes: appliedBoxes(files.map(({ batchFile: { id }, decided: { boxes } }) => ({ id, boxes }))),
      ...broughtSearches(files.map(({ batchFile: { id }, decided: { search } }) => ({ id, search }))),
      leftOut: { uids: [...new Set(runs.flatMap(({ decisions }) => decisions.leftOut))] },
      under: first!.decisions.madeUnder ?? null,
      outputs,
    };
    for (const [name, build] of [
      ['records.zip', buildRecords],
      ['receipt.zip', buildReceipt],
    ] as const) {
      const bundle = await build(request, contextFor(files));
      writeFileSync(path.join(out, name), new Uint8Array(await bundle.arrayBuffer()), { mode: 0o600 });
    }
    writeFileSync(path.join(out, 'outputs.csv'), outputsCsv(outputs), { mode: 0o600 });
    speech.say(`${files.length} files of ${runs.length} runs, ${deidentified.length} of them de-identified.`);
  } finally {
    for (const run of runs) run.close();
  }
}

/** A DICOMDIR is an output like others, though no input has become it. */
function directoryRow({ directory }: ReadRecords): readonly OutputRow[] {
  return directory === null ? [] : [{ ...directory, path: directory.output, sizeBytes: directory.bytes }];
}

type Joined = {
  readonly batchFile: BatchFile;
  readonly output: OutputRow | null;
  readonly changes: RecordedFile['changes'];
  readonly decided: OfUid;
};

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

/**
 * The files of all runs. What several shards could not open, each of them has; of those lines, equal ones count once.
 * A path that one run has more than once is counted as often as that run has it.
 */
function filesOf(runs: readonly ReadRecords[]): readonly DecidedFile[] {
  const known = new Set<string>();
  return runs.flatMap(({ summary, files, decisions }) => {
    const turns = new Map<string, number>();
    const counted = files.filter(({ input, outcome }) => {
      if (summary.shard === '' || outcome.kind !== 'failed') return true;
      const line = JSON.stringify([input, outcome]);
      const turn = turns.get(line) ?? 0;
      turns.set(line, turn + 1);
      const key = `${turn} ${line}`;
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
    const byUid = decisionsByUid(decisions);
    return counted.map((file) => {
      const uid = 'identity' in file.outcome ? file.outcome.identity.instanceUidNew : '';
      return { ...file, decided: byUid.get(uid) ?? nothingDecided };
    });
  });
}

type DecidedFile = RecordedFile & { readonly decided: OfUid };

const nothingDecided = {
  boxes: null,
  release: null,
  values: [],
  document: null,
  search: null,
  isLeftOut: false,
} as const;

/** All files of all runs. Of equal outputs under one path the first one stays, and the others are copies. */
function joined(runs: readonly ReadRecords[]): readonly Joined[] {
  const owners = new Map<string, string>();
  const pathOf = finalPaths(
    runs.flatMap(({ files }) => files.flatMap(({ output }) => (output === null ? [] : [output]))),
  );
  const noContent = { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } as const;
  return filesOf(runs).map(({ input, outcome, output, changes, decided }, id): Joined => {
    const scan: SkippedOutcome = copy;
    const place = output === null ? '' : pathOf(output);
    const isCopy = output !== null && owners.get(place) === output.sha256;
    if (output !== null && !isCopy && owners.has(place)) throw usageError(contradiction);
    if (output !== null) owners.set(place, output.sha256);
    const placed = outcome.kind === 'deidentified' ? { ...outcome, outputPath: place } : outcome;
    const settled = isCopy ? copy : placed;
    const batchFile = { id, path: input, content: noContent, scan, outcome: settled, ...carriedBy(decided) };
    const row = output && { ...output, path: place, sizeBytes: output.bytes };
    return { batchFile, output: isCopy ? null : row, changes, decided };
  });
}

/** What the records are made with: changes are read from the runs' records, and no file of a patient is opened. */
function contextFor(files: readonly Joined[]): RecordsContext {
  return {
    pool: {
      inspect: async ({ input }) => {
        const rows = files[input.id]!.changes();
        return rows === null ? unexpected : inspection(rows);
      },
    },
    createdAt: new Date().toISOString().slice(0, 16).replace('T', ' '),
    product: `Nescio ${VERSION}`,
    streamBundle,
  };
}

function inspection(rows: readonly ChangedRow[]): Inspection {
  return { kind: 'inspected', rows: rows.map(diffRow), outputPath: '', findings: [], holds: [] };
}

/** No record shows more of a row than these members. */
function diffRow({ uids, ...row }: ChangedRow): DiffRow {
  const [before, after] = uids ?? [null, null];
  return { ...row, tag: '', name: '', depth: 0, isPrivate: false, before, after };
}

const copy: SkippedOutcome = {
  kind: 'skipped',
  code: 'copy',
  reason: 'Another file of the batch gives the same output, byte by byte. It is put out once.',
};

const notAllShards =
  'Not all shards of one run are there, each once. Name the records folder of every i/n, all of one n, and no other.';

const contradiction =
  'Two runs have different outputs under one path. They did not write into one folder, so they cannot be one batch.';
