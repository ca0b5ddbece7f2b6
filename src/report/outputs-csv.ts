import { comparePaths } from '../pipeline/batch/output-path.ts';
import type { BundleEntry } from './bundle.ts';
import { csvRow } from './csv.ts';
import { textEntry } from './text-entry.ts';

/** A file as it was put out. */
export type OutputRow = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Hexadecimal. */
  readonly sha256: string;
};

/** `outputs.csv`: what was put out, in order of path, so that whoever has the files can see whether they are those. */
export function outputsCsv(outputs: readonly OutputRow[]): string {
  const rows = [...outputs].sort((one, other) => comparePaths(one.path, other.path));
  const cells = rows.map(({ path, sizeBytes, crc32, sha256 }) =>
    csvRow([path, String(sizeBytes), crc32.toString(16).padStart(8, '0'), sha256]),
  );
  return csvRow(['output_path', 'bytes', 'crc32', 'sha256']) + cells.join('');
}

/** `outputs.csv` as the entry of a bundle; none where the outputs are not known byte by byte. */
export function outputEntries({ outputs }: { readonly outputs?: readonly OutputRow[] }): readonly BundleEntry[] {
  return outputs === undefined ? [] : [textEntry('outputs.csv', () => outputsCsv(outputs))];
}
