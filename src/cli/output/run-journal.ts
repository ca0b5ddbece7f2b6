import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { JournalEntry } from '../../destinations/journal.ts';
import { CommandError, systemCode, usageError } from '../exit-status.ts';
import { readLines } from '../records/line-files.ts';

/** What decides the bytes of all outputs of a run. Keyed and plain hashes, and versions: it identifies nobody. */
export type JournalHeader = {
  readonly format: 'nescio-journal';
  readonly formatVersion: 1;
  readonly program: string;
  readonly keyCheck: string;
  readonly profileHash: string;
  readonly patientsCheck: string;
  /** Keyed hash of the decisions; '' where there are none. */
  readonly decisionsCheck: string;
  /** Keyed hash of what follows from all inputs and decides the bytes of single outputs. */
  readonly acrossCheck: string;
  /** `i/n`; '' for a run of all files. */
  readonly shard: string;
  /** How outputs are named. */
  readonly layout: string;
  /** Which images are searched for text. */
  readonly search: string;
  /** Keyed hash of the folder's real path. */
  readonly outCheck: string;
};

/** A finished output: hashes of its input, its new path, and what the file must be. */
export type FinishedOutput = JournalEntry & {
  readonly crc32: number;
  readonly sha256: string;
  readonly fingerprint?: string;
};

/** What a run has finished, line by line in a file beside OUT, so that what ends it costs no more than the file in hand. */
export type RunJournal = {
  /** Of earlier runs into the same folder. */
  readonly entries: readonly FinishedOutput[];
  readonly add: (entry: FinishedOutput) => void;
  readonly close: () => void;
};

/**
 * Opens the journal of a folder for this process alone.
 * @param resumes whether a journal that is there is gone on with
 * @throws CommandError when another run has it, when it is of other settings, or when it cannot be understood
 */
export function openRunJournal(place: string, header: JournalHeader, resumes: boolean): RunJournal {
  const unlock = lock(`${place}.lock`);
  try {
    const isThere = existsSync(place);
    if (isThere && !resumes) throw usageError(wasBegun);
    const { entries, wholeBytes } = isThere ? readJournal(place, header) : { entries: [], wholeBytes: 0 };
    const file = openSync(place, isThere ? 'r+' : 'wx', 0o600);
    // A line that the end of a run has cut is written again.
    ftruncateSync(file, wholeBytes);
    let at = wholeBytes;
    const append = (value: object): void => {
      const line = Buffer.from(`${JSON.stringify(value)}\n`);
      for (let done = 0; done < line.length; ) done += writeSync(file, line, done, line.length - done, at + done);
      at += line.length;
    };
    // Missing as well where a run ended before its first line was whole.
    if (wholeBytes === 0) append(header);
    return {
      entries,
      add: append,
      close: () => {
        closeSync(file);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

const mostHeaderBytes = 4096;

/** True when a journal is there and its first line, which comes before any output, is whole. */
export function hasHeader(place: string): boolean {
  if (!existsSync(place)) return false;
  const file = openSync(place, 'r');
  try {
    const bytes = Buffer.alloc(mostHeaderBytes);
    return bytes.subarray(0, readSync(file, bytes)).includes('\n');
  } finally {
    closeSync(file);
  }
}

/**
 * Sees whether another shard's journal is of the same settings.
 * @throws CommandError when it is not
 */
export function checkSibling(place: string, header: JournalHeader): void {
  const [first] = readLines(place);
  // That shard is about to write its first line.
  if (first === undefined) return;
  // Each shard knows its own inputs alone.
  const { shard: _, acrossCheck: __, ...own } = header;
  checkHeader(parseLine(first.text), own);
}

function checkHeader(found: Record<string, unknown>, expected: Partial<JournalHeader>): void {
  for (const [member, value] of Object.entries(expected)) {
    if (found[member] !== value) throw usageError(differences[member as keyof JournalHeader]);
  }
}

function readJournal(place: string, header: JournalHeader) {
  const entries: FinishedOutput[] = [];
  // Stays 0 where the run was cut before its first line was whole: nothing was written by then.
  let wholeBytes = 0;
  for (const { text, length } of readLines(place)) {
    const line = parseLine(text);
    if (wholeBytes === 0) checkHeader(line, header);
    else if (isEntry(line)) entries.push(line);
    else throw new CommandError(isDamaged);
    wholeBytes += length + 1;
  }
  return { entries, wholeBytes };
}

function parseLine(line: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new CommandError(isDamaged);
}

function isEntry(line: Record<string, unknown>): line is Record<string, unknown> & FinishedOutput {
  const texts = ['file', 'version', 'outputPath', 'sha256'];
  const numbers = ['sizeBytes', 'crc32'];
  return (
    texts.every((name) => typeof line[name] === 'string') && numbers.every((name) => typeof line[name] === 'number')
  );
}

/** @returns what gives the lock back */
function lock(place: string): () => void {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(place, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(place, { force: true });
    } catch (error) {
      if (systemCode(error) !== 'EEXIST')
        throw new CommandError(
          'The journal cannot be written where it lies: beside OUT, or in the folder of --journal.',
        );
      if (attempt > 0 || isAlive(Number(readFileSync(place, 'utf8')))) throw new CommandError(isInUse);
      rmSync(place, { force: true });
    }
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Of another user, and alive.
    return systemCode(error) === 'EPERM';
  }
}

/** What else to do where a run cannot be gone on with. */
export const another = 'name another OUT, or for a server another --journal.';
const wasBegun = `A run into this OUT was begun before. Go on with it by --resume, or ${another}`;
const isInUse =
  'Another run writes into this OUT. If that one ran on another computer and is over, remove the lock beside the journal.';
const isDamaged = `The journal of this OUT is damaged. Nothing was changed. Go on without it: ${another}`;

const differences: Readonly<Record<keyof JournalHeader, string>> = {
  format: 'What lies in the place of the journal is no journal of this program.',
  formatVersion: `The journal of this OUT is of another version of this program. Use that one, or ${another}`,
  program: `The run was begun by another version of this program. Use that one, or ${another}`,
  keyCheck: `The run was begun with another key. Give that one, or ${another}`,
  profileHash: `The run was begun with another profile. Give that one, or ${another}`,
  patientsCheck: `The run was begun with another table of patients. Give that one, or ${another}`,
  decisionsCheck: `The run was begun with other decisions, or with none. Give the same, or ${another}`,
  acrossCheck: `With the inputs of now other outputs would differ from those of before: the files of a study do not agree on its start any more, or other images are blanked where UIDs are kept. Give the same inputs, or ${another}`,
  shard: `The run was begun as another shard. Give the same i/n, or ${another}`,
  layout: `The run was begun with another --layout. Give the same, or ${another}`,
  search: `The run was begun with another --search. Give the same, or ${another}`,
  outCheck: 'The journal is that of another OUT.',
};
