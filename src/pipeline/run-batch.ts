import type { Release } from '../deidentify/context.ts';
import { deidentifyFiles } from './deidentify-files.ts';
import type { DeliveryFailure, Destination } from './destination.ts';
import type { FileOutcome, OutputPath, ScanResult } from './file-outcome.ts';
import type { InputContent } from './input-file.ts';
import type { Pool } from './pool.ts';
import { saveFiles } from './save-files.ts';
import { scanFiles } from './scan-source.ts';
import type { Source } from './source.ts';

/** One added file as the page holds it. */
export type BatchFile = {
  readonly id: number;
  readonly path: string;
  /** Null for files that their source settled. */
  readonly content: InputContent | null;
  readonly scan: ScanResult;
  /** Null until De-identify ran over it. */
  readonly outcome: FileOutcome | null;
  readonly release: Release | null;
};

export type ScanEvent =
  | { readonly kind: 'found'; readonly count: number; readonly path: string }
  | { readonly kind: 'read'; readonly files: readonly BatchFile[] };

/**
 * Lists a source and looks at each file. Ids start at `firstId` and follow the order in which the source lists. When
 * `signal` aborts, files that were found and not read get a skipped scan, code `cancelled`. The iteration throws when
 * the source cannot be listed.
 */
export function scanSource(pool: Pool, source: Source, firstId: number, signal: AbortSignal): AsyncIterable<ScanEvent> {
  return scanFiles(pool, source, firstId, signal);
}

/**
 * De-identifies (headers only) and yields outcomes as they come. Output paths are unique within the batch: a second
 * file with the same path gets `-2` before `.dcm`, by order of id. Files that the scan settled, or that the user left
 * out, keep that as their outcome. When `signal` aborts, every file without an outcome yields skipped, code
 * `cancelled`.
 */
export function deidentifyBatch(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
): AsyncIterable<readonly { readonly id: number; readonly outcome: FileOutcome }[]> {
  return deidentifyFiles(pool, files, signal);
}

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

const nothingEarlier: EarlierSave = { finished: new Map(), taken: [] };

/**
 * Runs the rules again over the de-identified files and streams them to a destination, in order of id. Other files are
 * passed over. After anything but `saved` the destination has been aborted and holds nothing half-written.
 */
export function saveBatch<Result>(
  pool: Pool,
  destination: Destination<Result>,
  files: readonly BatchFile[],
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
  earlier: EarlierSave = nothingEarlier,
): Promise<SaveResult<Result>> {
  return saveFiles(pool, destination, files, onEvent, signal, earlier);
}
