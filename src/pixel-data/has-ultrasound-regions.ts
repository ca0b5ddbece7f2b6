import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../dicom/tag.ts';
import { readNumbers } from '../dicom/value-codec.ts';
import { numberOf } from './image-header.ts';

const rows = tagOf(0x0028, 0x0010);
const columns = tagOf(0x0028, 0x0011);
const sequenceOfUltrasoundRegions = tagOf(0x0018, 0x6011);
/** Left, top, right, bottom, in pixels from the top left corner. */
const locationTags = [tagOf(0x0018, 0x6018), tagOf(0x0018, 0x601a), tagOf(0x0018, 0x601c), tagOf(0x0018, 0x601e)];

/**
 * True when Sequence of Ultrasound Regions (0018,6011) has items and each one is a rectangle inside the image: then it
 * is known where the sonogram is, and where the text of the screen around it.
 * @see PS3.3 C.8.5.5.1
 */
export function hasUltrasoundRegions(dataset: IndexedDataset): boolean {
  const sequence = findElement(dataset, sequenceOfUltrasoundRegions);
  if (sequence < 0) return false;
  const width = numberOf(dataset, columns);
  const height = numberOf(dataset, rows);
  const items = childrenOf(dataset, sequence);
  return items.length > 0 && items.every((item) => isInside(locationOf(dataset, item), width, height));
}

function isInside(location: readonly (number | undefined)[], width: number, height: number): boolean {
  const [left, top, right, bottom] = location;
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return false;
  // The last pixel is width - 1; some machines write the width itself.
  return left >= 0 && top >= 0 && left < right && top < bottom && right <= width && bottom <= height;
}

function locationOf(dataset: IndexedDataset, item: number): readonly (number | undefined)[] {
  const children = childrenOf(dataset, item);
  return locationTags.map((tag: Tag) => {
    const element = children.find((child) => dataset.elements.tags[child] === tag);
    return element === undefined ? undefined : readNumbers(dataset, element)[0];
  });
}

function childrenOf(dataset: IndexedDataset, entry: number): readonly number[] {
  const { subtreeEnds } = dataset.elements;
  const children: number[] = [];
  for (let at = entry + 1; at < (subtreeEnds[entry] ?? 0); at = subtreeEnds[at] ?? at + 1) children.push(at);
  return children;
}
