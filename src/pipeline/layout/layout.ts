import { inPathOrder } from '../batch/output-path.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { DeidentifiedOutcome } from '../contracts/file-outcome.ts';
import { bidsPaths } from './bids-paths.ts';

/**
 * How outputs are named: by pseudonyms, as file IDs of a media directory (`DICOM/00000001/…`), or as BIDS names its folders.
 * All are made of new identifiers and cleaned texts alone.
 */
export type Layout = 'pseudonyms' | 'dicomdir' | 'bids';

export const layouts: readonly Layout[] = ['pseudonyms', 'dicomdir', 'bids'];

/** An output with its place under pseudonyms. */
export type Named = { readonly id: number; readonly parts: readonly string[]; readonly outcome: DeidentifiedOutcome };

/**
 * Names the outputs of a decided batch. Numbers follow the order of the keyed paths, so they tell nothing of the order of the
 * inputs, and the same batch under the same key has the same names.
 */
export async function withLayout<File extends BatchFile>(
  files: readonly File[],
  layout: Layout,
): Promise<readonly File[]> {
  if (layout === 'pseudonyms') return files;
  const found: Named[] = files.flatMap(({ id, outcome }) =>
    outcome?.kind === 'deidentified' ? [{ id, parts: outcome.outputPath.split('/'), outcome }] : [],
  );
  const named = await inPathOrder(found, ({ outcome }) => outcome.outputPath);
  const paths = layout === 'bids' ? bidsPaths(named) : fileIds(named);
  return files.map((file) => {
    const outputPath = paths.get(file.id);
    return outputPath === undefined || file.outcome?.kind !== 'deidentified'
      ? file
      : { ...file, outcome: { ...file.outcome, outputPath } };
  });
}

/** File IDs of PS3.10 8.2: a folder for each patient, study and series. */
function fileIds(named: readonly Named[]): ReadonlyMap<number, string> {
  const counters = new Map<string, { readonly known: Map<string, number> }>();
  const numberOf = (folder: string, part: string): number => {
    const counter = counters.get(folder) ?? { known: new Map<string, number>() };
    counters.set(folder, counter);
    const number = counter.known.get(part) ?? counter.known.size + 1;
    counter.known.set(part, number);
    return number;
  };
  return new Map(
    named.map(({ id, parts }) => {
      const numbers = parts.map((part, depth) => numberOf(parts.slice(0, depth).join('/'), part));
      return [id, ['DICOM', ...numbers.map((number) => `${number}`.padStart(8, '0'))].join('/')];
    }),
  );
}
