import { decodeText } from '../dicom/character-set.ts';
import { characterSetsOf } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { isText } from '../dicom/vr.ts';
import { subjectAt } from './subject-at.ts';

/**
 * Reads bytes of a value that is too large to hold as text, in the character set of its place. A character that is cut in
 * two at the end of a window becomes U+FFFD. @returns null for an element that is no text
 */
export function textReaderOf(dataset: IndexedDataset, element: number): ((bytes: Uint8Array) => string) | null {
  const { vr } = subjectAt(dataset, element);
  if (!isText(vr)) return null;
  const characterSets = characterSetsOf(dataset, element);
  return (bytes) => decodeText(bytes, characterSets, vr);
}
