import type { PixelStatement } from '../../deidentify/pixel-statement.ts';
import { areAllSeen } from '../../dicom/seen-counts.ts';
import { holdsImage } from '../../text-search/found-text.ts';
import { withoutStatement } from '../batch/without-statement.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { SearchResult } from '../contracts/text-search.ts';

/** Which images are looked through for text: all, those that are likely to show some, or none. */
export const searchScopes = ['all', 'likely', 'none'] as const;
export type SearchScope = (typeof searchScopes)[number];

/**
 * True for an image that the search has not come to. Images are not searched after a person has looked at them and decided. What is
 * held for another reason waits until that has gone: it does not leave before.
 */
export function isUnsearched(file: BatchFile, scope: SearchScope): boolean {
  const { scan, search, redaction, release, outcome, content } = file;
  if (scope === 'none' || search !== undefined || scan.kind !== 'dicom' || content === null) return false;
  if (scan.imageRisk === undefined || (scan.imageRisk === 'C' && scope === 'likely')) return false;
  if (redaction !== undefined) return false;
  if (release?.pixels.kind === 'nothing-identifying' && !isSaidEarly(release.pixels)) return false;
  return outcome === null || outcome.kind === 'deidentified' || (outcome.kind === 'held' && scan.imageRisk === 'A');
}

/** True for a file that would be written now and has to be looked at before. Class A goes out by the word of a person. */
export function waitsForSearch(file: BatchFile, scope: SearchScope): boolean {
  const { outcome, scan, release } = file;
  if (outcome?.kind !== 'deidentified' || scan.kind !== 'dicom') return false;
  if (scan.imageRisk === 'A' && (release === null || !isSaidEarly(release.pixels))) return false;
  return isUnsearched(file, scope);
}

/** True for *Nothing identifying* about images that neither the person nor the search had all looked at by then. */
function isSaidEarly(statement: PixelStatement): boolean {
  if (statement.kind !== 'nothing-identifying' || statement.isOverText) return false;
  const { seen } = statement;
  return !areAllSeen(seen) && seen.byDetector < seen.of;
}

/** The file with what the search came to. A text that it found takes back what a person had said too early. */
export function withSearchResult(file: BatchFile, search: SearchResult): BatchFile {
  const { release } = file;
  const isTextFound = search.kind === 'searched' && (search.isTextBeside || search.texts.some(holdsImage));
  const isTakenBack = isTextFound && release !== null && isSaidEarly(release.pixels);
  return { ...file, search, ...(isTakenBack && { release: withoutStatement(release) }) };
}

/** What is said of class C from the start where the search is set to where text is likely. */
export const unlikely: SearchResult = { kind: 'not-searched', cause: 'unlikely' };

export function isUnlikely({ scan, search }: BatchFile): boolean {
  return search === undefined && scan.kind === 'dicom' && scan.imageRisk === 'C';
}
