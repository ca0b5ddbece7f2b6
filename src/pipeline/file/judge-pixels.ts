import type { Finding, Hold } from '../../deidentify/change.ts';
import type { Release } from '../../deidentify/context.ts';
import { type PixelWord, pixelWordOf } from '../../deidentify/pixel-statement.ts';
import type { BlankedVerdict, PixelVerdict } from '../../deidentify/pixel-verdict.ts';
import type { PixelAssessment } from '../../pixel-data/assess-pixels.ts';
import type { RedactionReview } from '../../pixel-data/redaction/redaction.ts';
import type { PixelPolicy } from '../../profile/profile.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { judgeSearched } from './judge-searched.ts';

/** What the pixels of a file mean for its export. */
export type PixelJudgement = {
  readonly verdict: PixelVerdict;
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
};

/** What is blanked in a file: who answers for the result, and whether all that surrounds known regions is among it. */
export type Blanking = { readonly review: RedactionReview; readonly keepsRegions: boolean };

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
 * for, a text that was found holds B and C, and nothing found clears neither A nor B.
 */
export function judgePixels(
  assessment: PixelAssessment,
  policy: PixelPolicy,
  { release, blanking = null, search, frames = 1 }: Decided,
): PixelJudgement {
  const word = release === null ? 'unstated' : pixelWordOf(release.pixels, frames);
  if (blanking !== null) return judgeBlanked(assessment, policy, word, blanking);
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

const verdicts: Readonly<Record<RedactionReview, BlankedVerdict>> = {
  seen: 'blanked',
  'not-all-seen': 'blanked-not-all-seen',
  'by-program': 'blanked-by-program',
};

/**
 * Boxes reach nothing but the image: what no look shows is held as if there were none. Boxes of a person settle what the
 * image shows; those of a program do so only where they are about the very thing that makes it class A.
 */
function judgeBlanked(
  { riskClass, code, reason, showsAll }: PixelAssessment,
  policy: PixelPolicy,
  word: PixelWord,
  { review, keepsRegions }: Blanking,
): PixelJudgement {
  if (!showsAll) {
    const verdict = review === 'by-program' ? 'blanked-by-program' : 'blanked-not-all-seen';
    if (isAboutImages(word) || policy === 'export')
      return { verdict, holds: [], findings: [{ code: 'pixel-data-holds-more', message: reason }] };
    return { verdict, holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  }
  if (word === 'over-text') return settled('blanked-over-text');
  // The text of an ultrasound screen is around the image, as far as anybody can tell from its header.
  const isCovered = keepsRegions && (code === 'ultrasound' || code === 'ultrasound-without-regions');
  if (review !== 'by-program' || riskClass !== 'A' || isCovered) {
    return settled(verdicts[review]);
  }
  // Who saw the images saw what is left of them as well.
  if (word === 'confirmed') return settled('blanked');
  if (word === 'not-all-seen') return settled('blanked-not-all-seen');
  if (policy !== 'export') {
    return { verdict: 'blanked-by-program', holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  }
  return { verdict: 'blanked-by-program', holds: [], findings: [{ code: 'pixels-may-show-text', message: reason }] };
}
