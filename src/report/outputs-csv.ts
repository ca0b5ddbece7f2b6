import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { WrittenOutput } from '../pipeline/contracts/destination.ts';
import type { BundleEntry } from './bundle.ts';
import { csvRow } from './csv.ts';
import { textEntry } from './text-entry.ts';

/** `sha256` in hexadecimal; absent in the page, where it would cost a pass over all bytes. */
export type OutputRow = WrittenOutput & { readonly sha256?: string };

/** The first cells of `outputs.csv`; `sha256` follows where all rows have one. */
export const outputColumns = ['output_path', 'bytes', 'crc32'] as const;

/** `outputs.csv`: what was put out, in order of path, so that whoever has the files can see whether they are those. */
export function outputsCsv(outputs: readonly OutputRow[]): string {
  const rows = [...outputs].sort((one, other) => comparePaths(one.path, other.path));
  const isHashed = rows.every(({ sha256 }) => sha256 !== undefined);
  const cells = rows.map(({ path, sizeBytes, crc32, sha256 = '' }) =>
    csvRow([path, String(sizeBytes), crcText(crc32), ...(isHashed ? [sha256] : [])]),
  );
  return csvRow([...outputColumns, ...(isHashed ? ['sha256'] : [])]) + cells.join('');
}

/** Eight hexadecimal digits. */
export function crcText(crc32: number): string {
  return crc32.toString(16).padStart(8, '0');
}

/** `outputs.csv` as the entry of a bundle; none where the outputs are not known byte by byte. */
export function outputEntries({ outputs }: { readonly outputs?: readonly OutputRow[] }): readonly BundleEntry[] {
  return outputs === undefined ? [] : [textEntry('outputs.csv', () => outputsCsv(outputs))];
}
