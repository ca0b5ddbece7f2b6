import type { Finding, Hold } from '../../deidentify/change.ts';
import type { Release } from '../../deidentify/context.ts';
import { type PixelWord, pixelWordOf } from '../../deidentify/pixel-statement.ts';
import type { PixelVerdict } from '../../deidentify/pixel-verdict.ts';
import type { PixelAssessment } from '../../pixel-data/assess-pixels.ts';
import type { RedactedArea, RedactionReview, TextLeft } from '../../pixel-data/redaction/redaction.ts';
import type { PixelPolicy } from '../../profile/profile.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { judgeSearched } from './judge-searched.ts';
import { leftIn, namesPatient, showsText } from './text-left.ts';

/** What the pixels of a file mean for its export. */
export type PixelJudgement = {
  readonly verdict: PixelVerdict;
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
};

/** What is blanked in a file, who answers for the result, and whether all around the image's own regions is among it. */
export type Blanking = {
  readonly review: RedactionReview;
  readonly areas: readonly RedactedArea[];
  readonly keepsRegions: boolean;
  /** What an earlier search left, as the decision has it. */
  readonly textLeft?: TextLeft;
};

/** What is known of an image besides its header and its codestreams. */
type Decided = {
  readonly release: Release | null;
  /** Null or absent where nothing is blanked. */
  readonly blanking?: Blanking | null;
  /** Absent where no search was asked for. */
  readonly search?: SearchFacts | undefined;
  /** Of the image; absent for one. */
  readonly frames?: number;
};

/**
 * Class A may show text and is held until a person has said what it shows, or exported with a finding where the profile says
 * so; nobody lets it through unseen. Class B is exported, marked as not reviewed. What a person says of the image does not
 * hold for what no look at it shows: such a file leaves with a finding, and never marked as clean. Where texts were searched
 * for, a text that was found holds B and C, and nothing found clears neither A nor B. A text of this patient that stays in the
 * image is left in, whatever a person says of it.
 */
export function judgePixels(
  assessment: PixelAssessment,
  policy: PixelPolicy,
  { release, blanking = null, search, frames = 1 }: Decided,
): PixelJudgement {
  const left = leftIn(search, blanking);
  const said = release === null ? 'unstated' : pixelWordOf(release.pixels, frames);
  const word = isAboutImages(said) && namesPatient(left) ? 'over-text' : said;
  if (blanking !== null) return judgeBlanked(assessment, policy, { word, left }, blanking);
  const { riskClass, reason, isDocument, showsAll } = assessment;
  const isUnsearched = search === undefined;
  if (riskClass === 'none' || (riskClass === 'C' && word === 'unstated' && isUnsearched)) return settled('clean');
  if (isAboutImages(word) && !showsAll) {
    return { verdict: 'not-reviewed', holds: [], findings: [{ code: 'pixel-data-holds-more', message: reason }] };
  }
  // A document has no pixels to look at and a hold of its own.
  if (isDocument) return settled('not-reviewed');
  if (isAboutImages(word)) return settled(word);
  if (riskClass !== 'A' && !isUnsearched) return judgeSearched({ riskClass, policy, search, word });
  if (riskClass !== 'A') return settled(word === 'let-through' ? word : 'not-reviewed');
  if (policy !== 'export') {
    return { verdict: 'not-reviewed', holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  }
  return { verdict: 'not-reviewed', holds: [], findings: [{ code: 'pixels-may-show-text', message: reason }] };
}

function settled(verdict: PixelVerdict): PixelJudgement {
  return { verdict, holds: [], findings: [] };
}

/** A release for another reason says nothing of what the images show, and frees them of nothing. */
function isAboutImages(word: PixelWord): word is 'confirmed' | 'not-all-seen' | 'over-text' {
  return word === 'confirmed' || word === 'not-all-seen' || word === 'over-text';
}

/**
 * Boxes reach nothing but the image: what no look shows is held as if there were none. Boxes of a person settle what the
 * image shows; those of a program do so only where they are about the very thing that makes it class A, and where no text that
 * was found is left.
 */
function judgeBlanked(
  assessment: PixelAssessment,
  policy: PixelPolicy,
  { word, left }: { readonly word: PixelWord; readonly left: SearchFacts | undefined },
  { review, keepsRegions }: Blanking,
): PixelJudgement {
  const { code, reason, showsAll } = assessment;
  if (!showsAll) {
    const verdict = review === 'by-program' ? 'blanked-by-program' : 'blanked-not-all-seen';
    if (isAboutImages(word) || policy === 'export')
      return { verdict, holds: [], findings: [{ code: 'pixel-data-holds-more', message: reason }] };
    return { verdict, holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  }
  if (word === 'over-text') return settled('blanked-over-text');
  if (review !== 'by-program') {
    if (namesPatient(left)) return settled('blanked-over-text');
    if (review === 'not-all-seen') return settled('blanked-not-all-seen');
    return settled(showsText(left) ? 'blanked-confirmed' : 'blanked');
  }
  // Who saw the images saw what is left of them as well, but not the result.
  if (word === 'confirmed') return settled('blanked-confirmed');
  if (word === 'not-all-seen') return settled('blanked-not-all-seen');
  // The text of an ultrasound screen is around the image, as far as anybody can tell from its header.
  const isCovered = keepsRegions && code === 'ultrasound';
  return { ...judgeUnseen(assessment, policy, word, left, isCovered), verdict: 'blanked-by-program' };
}

/** What an image comes to that is blanked by program, and of which nobody has said anything. */
function judgeUnseen(
  { riskClass, reason }: PixelAssessment,
  policy: PixelPolicy,
  word: 'unstated' | 'let-through',
  left: SearchFacts | undefined,
  isCovered: boolean,
): Pick<PixelJudgement, 'holds' | 'findings'> {
  if (riskClass === 'none') return nothingHeld;
  if (riskClass !== 'A' || isCovered) {
    // What is left of a covered image is one that may show text like others: a text that was found in it holds it.
    const asClass = riskClass === 'C' ? 'C' : 'B';
    return left === undefined ? nothingHeld : judgeSearched({ riskClass: asClass, policy, search: left, word });
  }
  if (policy !== 'export') return { holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  return { holds: [], findings: [{ code: 'pixels-may-show-text', message: reason }] };
}

const nothingHeld = { holds: [], findings: [] } as const;
