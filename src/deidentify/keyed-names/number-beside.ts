import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readText } from '../../dicom/value-codec.ts';
import type { KeyedKind } from './keyed-attributes.ts';

/** The number that a file gives what an element names, or the place of its item, from 1 on. */
export function numberBeside(dataset: IndexedDataset, element: number, kind: KeyedKind): string {
  const { tags, parents, subtreeEnds, itemNumbers } = dataset.elements;
  const item = parents[element] ?? -1;
  if (item < 0) return '1';
  for (let at = item + 1; at < subtreeEnds[item]!; at = Math.max(at + 1, subtreeEnds[at]!)) {
    if (!kind.numberTags.includes(tags[at]!)) continue;
    const number = numberOf(dataset, at);
    if (number !== null) return number;
  }
  return String((itemNumbers[item] ?? 0) + 1);
}

const mostDigits = 5;

/** As text or as an unsigned short, as Segment Number is. */
function numberOf(dataset: IndexedDataset, element: number): string | null {
  const written = (readText(dataset, element)[0] ?? '').trim();
  return /^\d+$/.test(written) && written.length <= mostDigits ? written : null;
}
