import type { Release } from '../../deidentify/context.ts';
import type { DocumentDecision, ValueDecision } from '../../deidentify/value-decision.ts';
import type { Redaction } from '../../pixel-data/redaction/redaction.ts';
import type { DeliveryFailure } from './destination.ts';
import type { FileOutcome, OutputPath, ScanResult } from './file-outcome.ts';
import type { InputContent } from './input-file.ts';
import type { Urgency } from './pool.ts';
import type { SearchResult } from './text-search.ts';
import type { TextTable } from './text-table.ts';

/** One added file as the page holds it. */
export type BatchFile = {
  readonly id: number;
  readonly path: string;
  /** Null for files that their source settled. */
  readonly content: InputContent | null;
  readonly scan: ScanResult;
  /** The outcome of the file's plan; null before there is a plan. */
  readonly outcome: FileOutcome | null;
  readonly release: Release | null;
  /** Boxes to blank in its image; absent: none. */
  readonly redaction?: Redaction;
  /** What was decided about single values of it; absent: nothing. */
  readonly values?: readonly ValueDecision[];
  /** What was decided about the document that it wraps; absent: nothing. */
  readonly document?: DocumentDecision;
  /** What the search for text came to; absent: it was not asked for, or has not come to this file. */
  readonly search?: SearchResult;
};

/** How a batch holds its files. */
export type FileKeeping = {
  /** What stands for a file from now on. */
  readonly add: (file: BatchFile) => BatchFile;
  /** The file with other members than it had. */
  readonly change: (
    file: BatchFile,
    changes: Partial<Omit<BatchFile, 'id' | 'path' | 'content' | 'scan'>>,
  ) => BatchFile;
};

export const keptAsTheyAre: FileKeeping = {
  add: (file) => file,
  change: (file, changes) => ({ ...file, ...changes }),
};

export type ScanEvent =
  | { readonly kind: 'found'; readonly count: number; readonly path: string }
  | { readonly kind: 'read'; readonly files: readonly BatchFile[] };

export type SaveEvent =
  | { readonly kind: 'written'; readonly id: number; readonly sizeBytes: number }
  /** The file is not what it was: its outcome changes and it is not in the archive. */
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: FileOutcome };

export type SaveResult<Result> =
  | { readonly kind: 'saved'; readonly result: Result; readonly files: number }
  | DeliveryFailure;

/** What a destination has from an earlier save that was broken off. */
export type EarlierSave = {
  /** Files that are there and are not written again, by id, with their paths there. */
  readonly finished: ReadonlyMap<number, OutputPath>;
  /** Further paths that are taken. */
  readonly taken: readonly OutputPath[];
};

export type SaveOptions = {
  readonly earlier?: EarlierSave;
  /** Makes a table of output paths. Absent: a map. */
  readonly texts?: () => TextTable;
};

export type BatchOptions = {
  /**
   * Files that were decided before. Those of the same instance as one of `files` are decided again with them: who has the
   * plain path, and which of equal outputs is put out, is decided among all of them.
   */
  readonly beside?: readonly BatchFile[];
  /** As the pool takes it: a plan that is made ahead gives way to what a person does. */
  readonly urgency?: () => Urgency;
  /** Makes a table of UIDs or of output paths. Absent: a map. */
  readonly texts?: () => TextTable;
};
