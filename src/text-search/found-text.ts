import type { TextKind } from './kind-of-text.ts';
import type { Box } from './picture.ts';

/** A text that was found in an image. What it says stays in memory and is never part of an output. */
export type FoundText = {
  /** Whole pixels of the image. */
  readonly box: Box;
  readonly kind: TextKind;
  /** Null where it was found and not read. */
  readonly text: string | null;
};

/** True for a text that keeps an image back until a person has looked. */
export function holdsImage({ kind }: FoundText): boolean {
  return kind !== 'measurement';
}
