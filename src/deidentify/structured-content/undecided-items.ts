import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { tags } from '../tags.ts';
import { childOf, readContentItem } from './content-item.ts';

/** Value types of PS3.3 C.17.3.2.1 that the rules have an answer for. Tables are not among them. */
const knownTypes: ReadonlySet<string> = new Set(
  'TEXT NUM CODE DATETIME DATE TIME UIDREF PNAME COMPOSITE IMAGE WAVEFORM SCOORD SCOORD3D TCOORD CONTAINER'.split(' '),
);

const referencedContentItemIdentifier = tagOf(0x0040, 0xdb73);

/**
 * The first item of a Content Sequence for which no rule says what it is: its Value Type is none of the standard's, or it
 * has none and does not name another item either. @returns -1 when every item has its decision
 */
export function firstUndecidedItem(dataset: IndexedDataset): number {
  const { count, tags: allTags, parents } = dataset.elements;
  for (let element = 0; element < count; element++) {
    if (allTags[element] !== tags.item) continue;
    const sequence = parents[element] ?? -1;
    if (sequence < 0 || allTags[sequence] !== tags.contentSequence) continue;
    const content = readContentItem(dataset, element);
    const isDecided =
      content === null
        ? childOf(dataset, element, referencedContentItemIdentifier) >= 0
        : knownTypes.has(content.valueType);
    if (!isDecided) return element;
  }
  return -1;
}
