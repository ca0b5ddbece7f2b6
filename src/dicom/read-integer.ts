import { findElement } from './dataset-access.ts';
import type { IndexedDataset } from './indexed-dataset.ts';
import type { Tag } from './tag.ts';
import { readNumbers } from './value-codec.ts';

/** The first value of an attribute that counts something. `malformed`: there is a value, and it is no such number. */
type IntegerReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'malformed' };

/** The most that any header may count: sizes, frames, samples and bits are 16 or 32 bits wide (PS3.5 6.2 US, IS). */
const mostCounted = 2 ** 31 - 1;

/**
 * Reads a number of a header that sizes, offsets or loops are made of. Whatever VR a file gives it (US, IS, FD, DS), what
 * comes back is a finite whole number from 0 to 2,147,483,647, or the header is malformed there.
 */
export function readInteger(dataset: IndexedDataset, tag: Tag): IntegerReading {
  const element = findElement(dataset, tag);
  if (element < 0 || dataset.elements.valueLengths[element] === 0) return { kind: 'absent' };
  const value = readNumbers(dataset, element)[0];
  const isCount = value !== undefined && Number.isInteger(value) && value >= 0 && value <= mostCounted;
  return isCount ? { kind: 'integer', value } : { kind: 'malformed' };
}
