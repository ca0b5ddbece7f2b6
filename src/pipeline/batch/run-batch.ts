import type {
  BatchFile,
  BatchOptions,
  SaveEvent,
  SaveOptions,
  SaveResult,
  ScanEvent,
} from '../contracts/batch-file.ts';
import type { Destination } from '../contracts/destination.ts';
import type { FileOutcome } from '../contracts/file-outcome.ts';
import type { Pool } from '../contracts/pool.ts';
import type { Source } from '../contracts/source.ts';
import { createTextMap, type TextTable } from '../contracts/text-table.ts';
import { deidentifyFiles } from './deidentify-files.ts';
import { saveFiles } from './save-files.ts';
import { scanFiles } from './scan-source.ts';

/**
 * Lists a source and looks at each file. Ids start at `firstId` and follow the order in which the source lists. When
 * `signal` aborts, files that were found and not read get a skipped scan, code `cancelled`. The iteration throws when
 * the source cannot be listed.
 */
export function scanSource(
  pool: Pool,
  source: Source,
  firstId: number,
  signal: AbortSignal,
  texts: () => TextTable = createTextMap,
): AsyncIterable<ScanEvent> {
  return scanFiles(pool, source, firstId, signal, texts);
}

/**
 * De-identifies (headers only) and yields outcomes as they come. Output paths are unique: `settlePaths` tells apart what wants
 * one path, so that files of one instance come last; equal outputs but one are skipped, code `copy`. Files that the scan
 * settled, or that the user left out, keep that as their outcome. When `signal` aborts, every file without an outcome yields
 * skipped, code `cancelled`. Of two outcomes of one file the later counts.
 */
export function deidentifyBatch(
  pool: Pool,
  files: readonly BatchFile[],
  signal: AbortSignal,
  options: BatchOptions = {},
): AsyncIterable<readonly { readonly id: number; readonly outcome: FileOutcome }[]> {
  return deidentifyFiles(pool, files, signal, options);
}

/**
 * Runs the rules again over the de-identified files and streams them to a destination, in order of output path: nothing
 * that is written shows the order of the inputs. Other files are passed over. After anything but `saved` the destination has been aborted and holds nothing half-written.
 */
export function saveBatch<Result>(
  pool: Pool,
  destination: Destination<Result>,
  files: readonly BatchFile[],
  onEvent: (event: SaveEvent) => void,
  signal: AbortSignal,
  options: SaveOptions = {},
): Promise<SaveResult<Result>> {
  return saveFiles(pool, destination, files, onEvent, signal, options);
}
