import type { BatchFile } from '../contracts/batch-file.ts';
import type { SearchResult } from '../contracts/text-search.ts';

/** Which images are looked through for text: all, those that are likely to show some, or none. */
export const searchScopes = ['all', 'likely', 'none'] as const;
export type SearchScope = (typeof searchScopes)[number];

/**
 * True for an image that the search has not come to. What a person has decided about is not looked for anew, and what is held
 * for another reason waits until that has gone: it does not leave before.
 */
export function isUnsearched(file: BatchFile, scope: SearchScope): boolean {
  const { scan, search, redaction, release, outcome, content } = file;
  if (scope === 'none' || search !== undefined || scan.kind !== 'dicom' || content === null) return false;
  if (scan.imageRisk === undefined || (scan.imageRisk === 'C' && scope === 'likely')) return false;
  if (redaction !== undefined || release?.pixels.kind === 'nothing-identifying') return false;
  return outcome === null || outcome.kind === 'deidentified' || (outcome.kind === 'held' && scan.imageRisk === 'A');
}

/** True for a file that would be written now and has to be looked at before. */
export function waitsForSearch(file: BatchFile, scope: SearchScope): boolean {
  const { outcome, scan } = file;
  if (outcome?.kind !== 'deidentified' || scan.kind !== 'dicom' || scan.imageRisk === 'A') return false;
  return isUnsearched(file, scope);
}

/** What is said of class C from the start where the search is set to where text is likely. */
export const unlikely: SearchResult = { kind: 'not-searched', cause: 'unlikely' };

export function isUnlikely({ scan, search }: BatchFile): boolean {
  return search === undefined && scan.kind === 'dicom' && scan.imageRisk === 'C';
}
