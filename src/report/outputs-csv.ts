import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { WrittenOutput } from '../pipeline/contracts/destination.ts';
import type { BundleEntry } from './bundle.ts';
import { csvRow } from './csv.ts';
import { rowsEntry } from './text-entry.ts';

/** `sha256` in hexadecimal; absent in the page, where it would cost a pass over all bytes. All rows of a batch have one, or none. */
export type OutputRow = WrittenOutput & { readonly sha256?: string };

/** The first cells of `outputs.csv`; `sha256` follows where all rows have one. */
export const outputColumns = ['output_path', 'bytes', 'crc32'] as const;

/**
 * The rows of `outputs.csv`: what was put out, so that whoever has the files can see whether they are those.
 * @param outputs in order of path
 */
export function* outputsCsv(outputs: Iterable<OutputRow>): Generator<string> {
  const [first] = outputs;
  const isHashed = first?.sha256 !== undefined;
  yield csvRow([...outputColumns, ...(isHashed ? ['sha256'] : [])]);
  for (const { path, sizeBytes, crc32, sha256 = '' } of outputs) {
    yield csvRow([path, String(sizeBytes), crcText(crc32), ...(isHashed ? [sha256] : [])]);
  }
}

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
