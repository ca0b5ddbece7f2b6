import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { elementFlag, type IndexedDataset } from '../dicom/indexed-dataset.ts';
import { isPrivate, isPrivateCreator } from '../dicom/tag.ts';
import { unpackVr, type Vr } from '../dicom/vr.ts';
import type { Subject } from './actions/action.ts';

/** The element as an action sees it. */
export function subjectAt(dataset: IndexedDataset, element: number): Subject {
  const { tags: allTags, flags, subtreeEnds } = dataset.elements;
  const tag = allTags[element] ?? 0;
  const written = writtenVr(dataset, element);
  const isSequence =
    written === 'SQ' ||
    ((flags[element] ?? 0) & elementFlag.walkedAsSequence) !== 0 ||
    (subtreeEnds[element] ?? 0) > element + 1;
  if (isSequence) return { dataset, element, tag, vr: 'SQ', isSequence };
  // A creator is text, whatever a file without VRs leaves open (PS3.5 7.8.1).
  if (written === 'UN' && isPrivateCreator(tag)) return { dataset, element, tag, vr: 'LO', isSequence };
  const known = isPrivate(tag) ? null : lookUpAttribute(tag);
  // What the dictionary calls a sequence is one, whatever a file writes.
  const isDisguised = known !== null && (written === 'UN' || known.vr === 'SQ');
  return { dataset, element, tag, vr: isDisguised ? known.vr : written, isSequence };
}

/** The VR in the element's header, or the dictionary's where the header has none. */
export function writtenVr(dataset: IndexedDataset, element: number): Vr {
  return unpackVr(dataset.elements.vrs[element] ?? 0) ?? 'UN';
}
