import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../dicom/tag.ts';
import { readNumbers } from '../dicom/value-codec.ts';
import { numberOf } from './image-header.ts';
import type { Rectangle } from './redaction/redaction.ts';

const rows = tagOf(0x0028, 0x0010);
const columns = tagOf(0x0028, 0x0011);
const sequenceOfUltrasoundRegions = tagOf(0x0018, 0x6011);
/** Left, top, right, bottom, in pixels from the top left corner. */
const locationTags = [tagOf(0x0018, 0x6018), tagOf(0x0018, 0x601a), tagOf(0x0018, 0x601c), tagOf(0x0018, 0x601e)];

/**
 * The rectangles of Sequence of Ultrasound Regions (0018,6011), when it has items and each one lies inside the image: then
 * it is known where the sonogram is, and where the text of the screen around it. @returns null when it is not known
 * @see PS3.3 C.8.5.5.1
 */
export function ultrasoundRegions(dataset: IndexedDataset): readonly Rectangle[] | null {
  const sequence = findElement(dataset, sequenceOfUltrasoundRegions);
  if (sequence < 0) return null;
  const width = numberOf(dataset, columns);
  const height = numberOf(dataset, rows);
  const regions = childrenOf(dataset, sequence).map((item) => regionOf(locationOf(dataset, item), width, height));
  return regions.length > 0 && regions.every((region) => region !== null) ? regions : null;
}

function regionOf(location: readonly (number | undefined)[], width: number, height: number): Rectangle | null {
  const [left, top, right, bottom] = location;
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return null;
  // The last pixel is width - 1; some machines write the width itself.
  const isInside = left >= 0 && top >= 0 && left < right && top < bottom && right <= width && bottom <= height;
  if (!isInside) return null;
  return {
    column: left,
    row: top,
    columns: Math.min(right + 1, width) - left,
    rows: Math.min(bottom + 1, height) - top,
  };
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
