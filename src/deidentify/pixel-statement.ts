import { areAllSeen, type SeenCounts } from '../dicom/seen-counts.ts';

/**
 * What a person said of what the images show, and how much of them had been displayed by then. The numbers decide what a
 * file claims, not the word.
 */
export type PixelStatement =
  /** The decision is about something else. */
  | { readonly kind: 'unstated' }
  | {
      readonly kind: 'nothing-identifying';
      readonly seen: SeenCounts;
      /** Text that matches this patient had been found in the images, and the person keeps it. */
      readonly isOverText: boolean;
    }
  /** No text was found, and nobody looked. Never enough for an image that must be looked at. */
  | { readonly kind: 'let-through'; readonly seen: SeenCounts };

/** What a statement comes to by its numbers. */
export type PixelWord = 'unstated' | 'confirmed' | 'not-all-seen' | 'over-text' | 'let-through';

/** @param frames of the file that it is about: a statement about fewer images is not about all of them */
export function pixelWordOf(statement: PixelStatement, frames = 1): PixelWord {
  if (statement.kind !== 'nothing-identifying') return statement.kind;
  if (statement.isOverText) return 'over-text';
  return statement.seen.of >= frames && areAllSeen(statement.seen) ? 'confirmed' : 'not-all-seen';
}
