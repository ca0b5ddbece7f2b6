import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readNumbers, readText } from '../../dicom/value-codec.ts';

const sharedFunctionalGroups = tagOf(0x5200, 0x9229);
const perFrameFunctionalGroups = tagOf(0x5200, 0x9230);

/** The n-th item of a sequence, or -1. */
export function itemOf(dataset: IndexedDataset, sequence: number, n: number): number {
  if (sequence < 0) return -1;
  const { subtreeEnds } = dataset.elements;
  const end = subtreeEnds[sequence] ?? 0;
  let at = sequence + 1;
  for (let left = n; at < end && left > 0; left--) at = subtreeEnds[at] ?? end;
  return at < end ? at : -1;
}

/** An element of an item, or of the data set where `item` is -1; -1 when there is none. */
export function elementIn(dataset: IndexedDataset, item: number, tag: Tag): number {
  if (item < 0) return findElement(dataset, tag);
  const { subtreeEnds, tags } = dataset.elements;
  for (let at = item + 1; at < (subtreeEnds[item] ?? 0); at = subtreeEnds[at] ?? at + 1)
    if (tags[at] === tag) return at;
  return -1;
}

/**
 * The item whose attributes hold for one frame: of the macro in the frame's functional groups, else in the shared ones
 * (PS3.3 C.7.6.16.1), else the data set itself.
 * @returns the item, or -1 for the data set
 */
export function macroItem(dataset: IndexedDataset, macro: Tag, frame: number): number {
  const perFrame = itemOf(dataset, findElement(dataset, perFrameFunctionalGroups), frame);
  const shared = itemOf(dataset, findElement(dataset, sharedFunctionalGroups), 0);
  for (const group of [perFrame, shared]) {
    const item = group < 0 ? -1 : itemOf(dataset, elementIn(dataset, group, macro), 0);
    if (item >= 0) return item;
  }
  return -1;
}

/** Numbers of an attribute of an item; empty when it is absent. */
export function numbersIn(dataset: IndexedDataset, item: number, tag: Tag): readonly number[] {
  const element = elementIn(dataset, item, tag);
  return element < 0 ? [] : readNumbers(dataset, element);
}

/** First value of an attribute of an item, in upper case; '' when it is absent. */
export function textIn(dataset: IndexedDataset, item: number, tag: Tag): string {
  const element = elementIn(dataset, item, tag);
  return element < 0 ? '' : (readText(dataset, element)[0] ?? '').trim().toUpperCase();
}
