import type { PixelWord } from '../../deidentify/pixel-statement.ts';
import type { PixelPolicy } from '../../profile/profile.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import type { PixelJudgement } from './judge-pixels.ts';

type Searched = {
  readonly riskClass: 'B' | 'C';
  readonly policy: PixelPolicy;
  readonly search: SearchFacts;
  /** No word about what the images show: who has said one is not asked here. */
  readonly word: Extract<PixelWord, 'unstated' | 'let-through'>;
};

/**
 * Judges an image of class B or C by the search for text. A text that counts holds it until a person has looked, as class A
 * is held. Nothing found lets C leave as its header says; B leaves marked as searched by program alone.
 */
export function judgeSearched({ riskClass, policy, search, word }: Searched): PixelJudgement {
  if (search.kind === 'not-searched') {
    const isAsWished = riskClass === 'C' && search.cause === 'unlikely';
    return isAsWished
      ? { verdict: 'text-unlikely', holds: [], findings: [unsearchedByChoice] }
      : { verdict: 'not-searched', holds: [], findings: [] };
  }
  const { hits, isTextBeside } = search;
  if (hits.length === 0 && !isTextBeside) {
    if (word === 'let-through') return { verdict: word, holds: [], findings: [] };
    return { verdict: riskClass === 'B' ? 'searched' : 'text-unlikely', holds: [], findings: [] };
  }
  const reason = hits.length > 0 ? 'Text found in the image' : 'Text found in another image of the series';
  if (policy !== 'export') {
    return { verdict: 'not-reviewed', holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  }
  return { verdict: 'not-reviewed', holds: [], findings: [{ code: 'pixels-show-text', message: reason }] };
}

const unsearchedByChoice = {
  code: 'pixels-not-searched',
  message: 'Text is unlikely in this image, and the search for text is set to where it is likely: nobody has looked.',
};
