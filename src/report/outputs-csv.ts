import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { WrittenOutput } from '../pipeline/contracts/destination.ts';
import type { BundleEntry } from './bundle.ts';
import { csvRow } from './csv.ts';
import { rowsEntry } from './text-entry.ts';

/** Study, Series and SOP Instance UID as they stand in an output; '' for what it does not have. */
export type OutputUids = readonly [study: string, series: string, instance: string];

/** `uids` are what a server knows an output by; absent in the page. All rows of a batch have the same members. */
export type OutputRow = WrittenOutput & { readonly uids?: OutputUids };

/** The first cells of `outputs.csv`; `sha256` and then the UIDs follow where all rows have them. */
export const outputColumns = ['output_path', 'bytes', 'crc32'] as const;
export const uidColumns = ['study_instance_uid', 'series_instance_uid', 'sop_instance_uid'] as const;

/**
 * The rows of `outputs.csv`: what was put out, so that whoever has the files can see whether they are those.
 * @param outputs in order of path
 */
export function* outputsCsv(outputs: Iterable<OutputRow>): Generator<string> {
  const [first] = outputs;
  const isHashed = first?.sha256 !== undefined;
  const isNamed = first?.uids !== undefined;
  yield csvRow([...outputColumns, ...(isHashed ? ['sha256'] : []), ...(isNamed ? uidColumns : [])]);
  for (const { path, sizeBytes, crc32, sha256 = '', uids = noUids } of outputs) {
    yield csvRow([path, String(sizeBytes), crcText(crc32), ...(isHashed ? [sha256] : []), ...(isNamed ? uids : [])]);
  }
}

export const noUids: OutputUids = ['', '', ''];

export function inPathOrder(outputs: Iterable<OutputRow>): readonly OutputRow[] {
  return [...outputs].sort((one, other) => comparePaths(one.path, other.path));
}

/** Eight hexadecimal digits. */
export function crcText(crc32: number): string {
  return crc32.toString(16).padStart(8, '0');
}

/** `outputs.csv` as the entry of a bundle; none where the outputs are not known byte by byte. */
export function outputEntries(outputs: Iterable<OutputRow> | undefined): readonly BundleEntry[] {
  return outputs === undefined ? [] : [rowsEntry('outputs.csv', () => outputsCsv(outputs))];
}
