import type { PixelWord } from './pixel-statement.ts';

/**
 * What is known of the pixels of one file: nothing identifying can be in them (`clean`); a blank page of ours
 * stands in the place of a document; they may show text and nobody has said anything of it (`not-reviewed`); what a person said of them, by what had been displayed; what a search for text came to; or
 * parts of them are blanked.
 */
export type PixelVerdict =
  | 'clean'
  | 'blank-page'
  | 'not-reviewed'
  | Exclude<PixelWord, 'unstated'>
  | SearchedVerdict
  | BlankedVerdict;

/**
 * What a search for text means where no person has said anything: none found in an image that may show some; none found, or
 * not looked for, where text is unlikely; and not looked for though it should have been.
 */
type SearchedVerdict = 'searched' | 'text-unlikely' | 'not-searched';

/**
 * Parts are blanked, and a person saw all of the result; or saw all of the images, where the result itself was not shown or text
 * of nobody in particular stays in it; or did not see all of them; or nobody did; or text that was found stays beside the
 * blanked parts.
 */
export type BlankedVerdict =
  | 'blanked'
  | 'blanked-confirmed'
  | 'blanked-not-all-seen'
  | 'blanked-by-program'
  | 'blanked-over-text';

const blankedVerdicts: ReadonlySet<PixelVerdict> = new Set<BlankedVerdict>([
  'blanked',
  'blanked-confirmed',
  'blanked-not-all-seen',
  'blanked-by-program',
  'blanked-over-text',
]);

export function isBlanked(verdict: PixelVerdict): verdict is BlankedVerdict {
  return blankedVerdicts.has(verdict);
}
