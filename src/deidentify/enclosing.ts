import type { Cleaning } from '../profile/compiled-profile.ts';
import type { ActionResult } from './actions/action.ts';

/** What the sequences around an element have decided for everything inside them. */
export type Surroundings = {
  /** Inside a sequence under D: values that would be kept become dummies. */
  readonly insideDummy: boolean;
  /** How the nearest sequence under C is cleaned; null inside none, or inside dummies. */
  readonly cleaning: Cleaning | null;
};

/** Keeps account of the sequences that were entered, while the elements of a file are visited in order. */
type Enclosing = {
  /** @param end entry after the last one inside the sequence */
  readonly enter: (result: Pick<ActionResult, 'makesDummies' | 'cleansItems'>, end: number) => void;
  readonly at: (element: number) => Surroundings;
};

export function createEnclosing(): Enclosing {
  let dummyEnd = 0;
  const cleaned: { readonly end: number; readonly cleaning: Cleaning }[] = [];
  return {
    enter: ({ makesDummies, cleansItems }, end) => {
      if (makesDummies) dummyEnd = Math.max(dummyEnd, end);
      if (cleansItems) cleaned.push({ end, cleaning: cleansItems });
    },
    at: (element) => {
      if (element < dummyEnd) return insideDummy;
      while (element >= (cleaned.at(-1)?.end ?? Number.POSITIVE_INFINITY)) cleaned.pop();
      const innermost = cleaned.at(-1);
      return innermost === undefined ? onTheirOwn : { insideDummy: false, cleaning: innermost.cleaning };
    },
  };
}

const insideDummy: Surroundings = { insideDummy: true, cleaning: null };
const onTheirOwn: Surroundings = { insideDummy: false, cleaning: null };
