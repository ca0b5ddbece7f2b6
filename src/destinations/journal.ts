import type { OutputPath } from '../pipeline/contracts/file-outcome.ts';
import type { Layout } from '../pipeline/layout/layout.ts';

/**
 * The journal: what a save or an upload has finished, so that a reload or a crash costs no more than the files that were under way. It
 * holds keyed hashes, new paths and sizes; no name, no original identifier, no key, no value of any file.
 */
export type Journal<Run extends { readonly id: string } = JournalRun, Entry extends JournalLine = JournalEntry> = {
  /** Saves that have begun and not been forgotten. */
  readonly list: () => Promise<readonly Run[]>;
  /** Keeps a run in place of an earlier one of the same id; entries stay. */
  readonly begin: (run: Run) => Promise<void>;
  readonly count: (runId: string) => Promise<number>;
  readonly entries: (runId: string) => Promise<readonly Entry[]>;
  /** Keeps an entry in place of an earlier one of the same file. Never waits and never throws: a save goes on without it. */
  readonly record: (runId: string, entry: Entry) => void;
  /** Settles when everything recorded so far is kept, or cannot be. */
  readonly settled: () => Promise<void>;
  readonly discard: (runId: string) => Promise<void>;
};

/** What every entry has: a keyed hash that nothing else of its run has. */
type JournalLine = { readonly file: string };

/** One save. The checks are keyed or plain hashes that tell whether the settings are the same. */
export type JournalRun = {
  readonly id: string;
  readonly startedAtMs: number;
  readonly keyCheck: string;
  readonly profileHash: string;
  readonly patientsCheck: string;
  /** How outputs are named; runs of earlier pages have none, and the usual names. */
  readonly layout?: Layout;
  /** Files that the save had to write when it began. */
  readonly total: number;
  /** The subfolder that is written; its name is ours. */
  readonly folder: FileSystemDirectoryHandle;
};

/** One finished file. Entries of files that are not finished do not exist. */
export type JournalEntry = FileMark & {
  readonly outputPath: OutputPath;
  readonly sizeBytes: number;
  /** Null in journals of earlier pages, where the file was copied in windows. */
  readonly crc32: number | null;
  /** In hexadecimal, where the person asked for hashes. */
  readonly sha256?: string;
};

/** Which input an entry is about, and in which state: keyed hashes. */
export type FileMark = {
  /** Of the input's path; the same after the input has changed. */
  readonly file: string;
  /** Of everything else that decides the output's bytes: size, time of change or CRC, and the person's release. */
  readonly version: string;
};
