import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import type { HeaderTexts } from '../../text-search/header-terms.ts';

const names: readonly Tag[] = [
  tagOf(0x0010, 0x0010),
  tagOf(0x0010, 0x1001),
  tagOf(0x0010, 0x1005),
  tagOf(0x0010, 0x1060),
  tagOf(0x0008, 0x0080),
  tagOf(0x0008, 0x0090),
  tagOf(0x0008, 0x1010),
  tagOf(0x0008, 0x1040),
  tagOf(0x0008, 0x1050),
  tagOf(0x0008, 0x1060),
  tagOf(0x0008, 0x1070),
  tagOf(0x0032, 0x1032),
];

const ids: readonly Tag[] = [
  tagOf(0x0010, 0x0020),
  tagOf(0x0010, 0x1000),
  tagOf(0x0008, 0x0050),
  tagOf(0x0020, 0x0010),
  tagOf(0x0038, 0x0010),
];

const dates: readonly Tag[] = [
  tagOf(0x0010, 0x0030),
  tagOf(0x0008, 0x0012),
  tagOf(0x0008, 0x0020),
  tagOf(0x0008, 0x0021),
  tagOf(0x0008, 0x0022),
  tagOf(0x0008, 0x0023),
  tagOf(0x0008, 0x002a),
];

/** Names, numbers and dates of a header that somebody may have written into the image as well. */
export function headerTexts(dataset: IndexedDataset): HeaderTexts {
  const values = (tags: readonly Tag[]) =>
    tags.flatMap((tag) => (findElement(dataset, tag) < 0 ? [] : readSingleText(dataset, tag).split('\\')));
  return { names: values(names), ids: values(ids), dates: values(dates) };
}
