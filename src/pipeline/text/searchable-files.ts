import type { Finding } from '../../deidentify/change.ts';
import type { PixelStatement } from '../../deidentify/pixel-statement.ts';
import { areAllSeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import { type Redaction, reviewOf } from '../../pixel-data/redaction/redaction.ts';
import { factsOf } from '../batch/job-of.ts';
import { withoutStatement } from '../batch/without-statement.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { SearchResult } from '../contracts/text-search.ts';
import { searchLeft } from '../redaction/text-left.ts';

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
  if (redaction !== undefined && !isBlankedEarly(redaction, scan.summary.frames)) return false;
  if (release?.pixels.kind === 'nothing-identifying' && !isSaidEarly(release.pixels, scan.summary.frames)) return false;
  return outcome === null || outcome.kind === 'deidentified' || (outcome.kind === 'held' && scan.imageRisk === 'A');
}

/**
 * True for a file that would be written now and has to be looked at before. Class A that leaves with a finding, because the profile
 * exports it, leaves with that finding whatever a search comes to.
 */
export function waitsForSearch(file: BatchFile, scope: SearchScope): boolean {
  const { outcome, scan } = file;
  if (outcome?.kind !== 'deidentified' || scan.kind !== 'dicom') return false;
  if (scan.imageRisk === 'A' && !isDecidedEarly(file) && outcome.findings.some(isOfUnseen)) return false;
  return isUnsearched(file, scope);
}

function isOfUnseen({ code }: Finding): boolean {
  return code === 'pixels-may-show-text' || code === 'pixel-data-holds-more';
}

function isDecidedEarly(file: BatchFile): boolean {
  const { release, redaction } = file;
  const frames = framesOf(file);
  if (release !== null && isSaidEarly(release.pixels, frames)) return true;
  return redaction !== undefined && isBlankedEarly(redaction, frames);
}

function framesOf({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? scan.summary.frames : 1;
}

/** True for *Nothing identifying* about images that neither the person nor the search had all looked at by then. */
function isSaidEarly(statement: PixelStatement, frames: number): boolean {
  if (statement.kind !== 'nothing-identifying' || statement.isOverText) return false;
  const { seen } = statement;
  return seen.of < frames || (!areAllSeen(seen) && !areAllSearched(seen));
}

/** True for boxes over images that neither the person nor the search had all looked at by then. */
function isBlankedEarly(redaction: Redaction, frames: number): boolean {
  const { review, seen, textLeft } = redaction;
  if (reviewOf(redaction, frames) === 'seen') return false;
  // What an earlier search left already holds the image.
  if (review === 'by-program' && textLeft !== undefined) return false;
  return seen === undefined || seen.of < frames || !areAllSearched(seen);
}

function areAllSearched({ byDetector, of }: SeenCounts): boolean {
  return byDetector >= of;
}

/**
 * The file with what the search came to. A text that it found takes back what a person had said too early. Boxes that were applied
 * too early stay where a text is left beside them, and nobody answers for the result any more.
 */
export function withSearchResult(file: BatchFile, search: SearchResult): BatchFile {
  const { release, redaction } = file;
  const frames = framesOf(file);
  const searched = { ...file, search };
  const left = searchLeft(factsOf(search), redaction?.areas ?? []);
  if (left.kind === 'not-searched' || (left.hits.length === 0 && !left.isTextBeside)) return searched;
  return {
    ...searched,
    ...(release !== null && isSaidEarly(release.pixels, frames) && { release: withoutStatement(release) }),
    ...(redaction !== undefined && isBlankedEarly(redaction, frames) && { redaction: withoutReview(redaction) }),
  };
}

function withoutReview(redaction: Redaction): Redaction {
  if (redaction.review === 'by-program') return redaction;
  const { seen: _, ...rest } = redaction;
  return { ...rest, review: 'by-program' };
}

/** A file whose earlier decisions are in force again, with what the search has come to since. */
export function heedSearch(file: BatchFile): BatchFile {
  return file.search === undefined ? file : withSearchResult(file, file.search);
}

/** What is said of class C from the start where the search is set to where text is likely. */
export const unlikely: SearchResult = { kind: 'not-searched', cause: 'unlikely' };

export function isUnlikely({ scan, search }: BatchFile): boolean {
  return search === undefined && scan.kind === 'dicom' && scan.imageRisk === 'C';
}
