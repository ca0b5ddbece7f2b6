import { seriesKeyOf } from '../batch/series-key.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { SearchedFile, TextRisk } from './search-series.ts';

/** Files of one series that are looked through together. */
export type SearchGroup = { readonly risk: TextRisk; readonly files: readonly SearchedFile[] };

/** Files of one series and risk, by their ids; the smallest groups first. */
export function groupsOf(files: readonly BatchFile[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const file of files) {
    const key = `${riskOf(file)} ${seriesOf(file)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file.id]);
    else group.push(file.id);
  }
  return [...groups.values()].sort((one, other) => one.length - other.length);
}

/** Files of a group as they are looked through, in the order of their images. @returns null where there are none */
export function searchGroupOf(files: readonly BatchFile[]): SearchGroup | null {
  const [first] = files;
  if (first === undefined) return null;
  const sorted = [...files].sort((one, other) => numberOf(one) - numberOf(other));
  return { risk: riskOf(first), files: sorted.flatMap(searched) };
}

function riskOf({ scan }: BatchFile): TextRisk {
  return scan.kind === 'dicom' && scan.imageRisk === 'C' ? 'unlikely' : 'likely';
}

function seriesOf({ scan }: BatchFile): string {
  return scan.kind === 'dicom' ? seriesKeyOf(scan.summary) : '';
}

function numberOf({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? Number.parseInt(scan.summary.instanceNumber, 10) || 0 : 0;
}

function searched({ id, content, scan }: BatchFile): readonly SearchedFile[] {
  if (content === null || scan.kind !== 'dicom') return [];
  const { rows, columns } = scan.summary;
  return [{ id, content, rows, columns }];
}
