import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { tags } from '../tags.ts';

/** What a content item says of itself (PS3.3 C.17.3): Value Type, and the code of its concept name. */
type ContentItem = { readonly valueType: string; readonly code: string; readonly scheme: string };

const valueType = tagOf(0x0040, 0xa040);
const conceptNameCodeSequence = tagOf(0x0040, 0xa043);
const longCodeValue = tagOf(0x0008, 0x0119);
const urnCodeValue = tagOf(0x0008, 0x0120);

/** Reads an item of a sequence as a content item. @returns null when it has no Value Type. */
export function readContentItem(dataset: IndexedDataset, item: number): ContentItem | null {
  const type = textIn(dataset, item, valueType);
  if (type === '') return null;
  const name = childOf(dataset, item, conceptNameCodeSequence);
  return { valueType: type, ...readCode(dataset, name < 0 ? -1 : firstItem(dataset, name)) };
}

/** The code in an item of a code sequence, `''` for what is missing. @param item -1 for none */
export function readCode(dataset: IndexedDataset, item: number): { readonly code: string; readonly scheme: string } {
  if (item < 0) return { code: '', scheme: '' };
  const code = [tags.codeValue, longCodeValue, urnCodeValue].map((tag) => textIn(dataset, item, tag));
  return {
    code: code.find((text) => text !== '') ?? '',
    scheme: textIn(dataset, item, tags.codingSchemeDesignator),
  };
}

/** The element of a tag among the children of an item, -1 when there is none. */
export function childOf(dataset: IndexedDataset, item: number, tag: Tag): number {
  const { tags: allTags, subtreeEnds } = dataset.elements;
  const end = subtreeEnds[item] ?? item;
  for (let child = item + 1; child < end; child = subtreeEnds[child] ?? end) {
    if (allTags[child] === tag) return child;
  }
  return -1;
}

/** The first item of a sequence, -1 when it has none. */
export function firstItem(dataset: IndexedDataset, sequence: number): number {
  return (dataset.elements.subtreeEnds[sequence] ?? 0) > sequence + 1 ? sequence + 1 : -1;
}

function textIn(dataset: IndexedDataset, item: number, tag: Tag): string {
  const child = childOf(dataset, item, tag);
  return child < 0 ? '' : (readText(dataset, child)[0] ?? '').trim();
}
