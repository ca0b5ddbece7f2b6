import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { withFingerprint, withoutFingerprint } from '../../pipeline/batch/output-path.ts';
import type { FileOutcome, SkippedOutcome } from '../../pipeline/contracts/file-outcome.ts';
import { decisionsByUid, type OfUid } from '../../report/decisions/find-decisions.ts';
import { usageError } from '../exit-status.ts';
import type { DiskSorting } from './disk-sorter.ts';
import { createLineFile, readLines } from './line-files.ts';
import { type ReadRecords, type RecordedFile, sortableNumber } from './read-records.ts';
import type { OutputLine } from './record-lines.ts';
import type { SharedChanges } from './shared-changes.ts';

/** A file of one of several runs. */
export type MergedFile = RecordedFile & {
  /** Under its final path; null where nothing went out, or an equal output of another file stands for it. */
  readonly output: OutputLine | null;
  /** Of the run it is from, among all. */
  readonly run: number;
  /** Null where nothing was decided about it. */
  readonly decided: OfUid | null;
};

/** All files of all runs. Gone through as often as one likes; one is in memory at a time. */
export type MergedFiles = {
  /** In the order in which records list them: outputs by path, then the others by the path of the input. */
  readonly files: () => Generator<MergedFile>;
  readonly count: number;
  readonly deidentified: number;
  /** How many of them something was decided about. */
  readonly decided: number;
};

const breathEvery = 5000;

/**
 * Brings the files of several runs into one order, with files in a folder instead of memory.
 * Of equal outputs under one path the first one stays, and the others are copies.
 * @throws CommandError where two runs have different outputs under one path; the signal's reason when it aborts
 */
export async function mergeFiles(
  runs: readonly ReadRecords[],
  sorting: DiskSorting,
  shared: SharedChanges,
  folder: string,
  signal: AbortSignal,
): Promise<MergedFiles> {
  const breathe = createBreath(signal);
  const [byPlainPath, byPath, byInput] = [sorting.create(), sorting.create(), sorting.create()];
  let decided = 0;
  for await (const { file, turn } of decidedFiles(runs, sorting, shared, breathe)) {
    if (file.decided !== null) decided += 1;
    const { output } = file;
    const text = textOf(file);
    if (output === null) byInput.add(`${file.input}\0${turn}`, text);
    else if (output.fingerprint === undefined) byPath.add(`${output.output}\0${turn}`, text);
    else
      byPlainPath.add(`${withoutFingerprint(output.output, output.fingerprint)}\0${output.fingerprint}\0${turn}`, text);
  }
  for (const { turn, text, finalPath } of settlePaths(byPlainPath.sorted())) {
    await breathe();
    byPath.add(`${finalPath}\0${turn}`, text);
  }
  const place = path.join(folder, 'files.jsonl');
  const settled = createLineFile(place);
  let [count, deidentified] = [0, 0];
  try {
    for (const { input, isCopy, text, turn } of settleOutputs(byPath.sorted())) {
      await breathe();
      if (isCopy) byInput.add(`${input}\0${turn}`, text);
      else {
        settled.add(text);
        deidentified += 1;
        count += 1;
      }
    }
    const isSharded = runs.some(({ summary }) => summary.shard !== '');
    for (const text of isSharded ? withoutRepeats(byInput.sorted()) : textsOf(byInput.sorted())) {
      await breathe();
      settled.add(text);
      count += 1;
    }
  } finally {
    settled.close();
  }
  return {
    files: function* () {
      for (const { text } of readLines(place)) yield fileOf(text);
    },
    count,
    deidentified,
    decided,
  };
}

/** Lets signals come through now and then. */
function createBreath(signal: AbortSignal): () => Promise<void> | null {
  let steps = 0;
  return () => {
    steps += 1;
    return steps % breathEvery === 0 ? setImmediate().then(() => signal.throwIfAborted()) : null;
  };
}

/** The files of all runs with what was decided about them, numbered in that order. */
async function* decidedFiles(
  runs: readonly ReadRecords[],
  sorting: DiskSorting,
  shared: SharedChanges,
  breathe: () => Promise<void> | null,
): AsyncGenerator<{ readonly file: MergedFile; readonly turn: string }> {
  let order = 0;
  for (const [run, records] of runs.entries()) {
    const byUid = decisionsByUid(records.decisions);
    for (const file of records.files(sorting, shared)) {
      await breathe();
      order += 1;
      const uid = 'identity' in file.outcome ? file.outcome.identity.instanceUidNew : '';
      yield { file: { ...file, run, decided: byUid.get(uid) ?? null }, turn: sortableNumber(order) };
    }
  }
}

/** The first member of a file's text. What follows it is parsed by those alone who ask for it. */
type Head = Pick<MergedFile, 'input' | 'output' | 'run'>;

function textOf({ input, output, run, outcome, changes, decided }: MergedFile): string {
  const head: Head = { input, output, run };
  return [head, outcome, changes, decided].map((member) => JSON.stringify(member)).join('\t');
}

function fileOf(text: string): MergedFile {
  const [head, outcome, changes, decided] = text.split('\t') as [string, string, string, string];
  const { input, output, run } = JSON.parse(head) as Head;
  let parsed: FileOutcome | null = null;
  return {
    input,
    output,
    run,
    get outcome() {
      parsed ??= placed(JSON.parse(outcome) as FileOutcome, output);
      return parsed;
    },
    get changes() {
      return JSON.parse(changes) as MergedFile['changes'];
    },
    get decided() {
      return JSON.parse(decided) as MergedFile['decided'];
    },
  };
}

function placed(outcome: FileOutcome, output: OutputLine | null): FileOutcome {
  return outcome.kind === 'deidentified' && output !== null ? { ...outcome, outputPath: output.output } : outcome;
}

/** @param entries by final path and turn */
function* settleOutputs(entries: Iterable<Entry>): Generator<SettledOutput> {
  let owner = ['', ''];
  for (const { key, text } of entries) {
    const [finalPath, turn] = splitKey(key);
    const end = text.indexOf('\t');
    const head = JSON.parse(text.slice(0, end)) as Head & { readonly output: OutputLine };
    const { input, output } = head;
    const isCopy = owner[0] === finalPath;
    if (isCopy && owner[1] !== output.sha256) throw usageError(contradiction);
    owner = [finalPath, output.sha256];
    if (isCopy) yield { input, turn, isCopy, text: textOf({ ...fileOf(text), outcome: copy, output: null }) };
    else {
      const placed: Head = { ...head, output: { ...output, output: finalPath } };
      yield { input, turn, isCopy, text: JSON.stringify(placed) + text.slice(end) };
    }
  }
}

type SettledOutput = {
  readonly input: string;
  readonly turn: string;
  readonly isCopy: boolean;
  readonly text: string;
};

type Entry = { readonly key: string; readonly text: string };

/**
 * Where each output of runs that share a folder is in the end. A run knows its own files alone; of all that want one path the
 * one with the least fingerprint has it, and the others have theirs behind the name, as in one batch (docs/adr/0008).
 * @param entries by plain path and fingerprint
 */
function* settlePaths(
  entries: Iterable<Entry>,
): Generator<{ readonly turn: string; readonly text: string; readonly finalPath: string }> {
  let owner = ['', ''];
  for (const { key, text } of entries) {
    const [rest, turn] = splitKey(key);
    const [plain, fingerprint] = splitKey(rest);
    if (owner[0] !== plain) owner = [plain, fingerprint];
    yield { turn, text, finalPath: owner[1] === fingerprint ? plain : withFingerprint(plain, fingerprint) };
  }
}

/**
 * What several shards could not open, each of them has; of those lines, equal ones count once. A path that one run has more than
 * once is counted as often as that run has it.
 * @param entries by input
 */
function* withoutRepeats(entries: Iterable<Entry>): Generator<string> {
  let input = '';
  let known = new Set<string>();
  let turns = new Map<string, number>();
  for (const { key, text } of entries) {
    const [own] = splitKey(key);
    if (own !== input) [input, known, turns] = [own, new Set(), new Map()];
    const { outcome, run } = fileOf(text);
    if (outcome.kind === 'failed') {
      const line = JSON.stringify(outcome);
      const turn = turns.get(`${run} ${line}`) ?? 0;
      turns.set(`${run} ${line}`, turn + 1);
      if (known.has(`${turn} ${line}`)) continue;
      known.add(`${turn} ${line}`);
    }
    yield text;
  }
}

function* textsOf(entries: Iterable<Entry>): Generator<string> {
  for (const { text } of entries) yield text;
}

/** At its last NUL. */
function splitKey(key: string): readonly [string, string] {
  const at = key.lastIndexOf('\0');
  return [key.slice(0, at), key.slice(at + 1)];
}

const copy: SkippedOutcome = {
  kind: 'skipped',
  code: 'copy',
  reason: 'Another file of the batch gives the same output, byte by byte. It is put out once.',
};

const contradiction =
  'Two runs have different outputs under one path. They did not write into one folder, so they cannot be one batch.';
