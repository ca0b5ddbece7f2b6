import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { type Tag, tagOf } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';
import { foldText } from '../residual/fold-text.ts';
import { tags } from '../tags.ts';

/** What names the value of a content item. */
export type Concept = { readonly code: string; readonly scheme: string; readonly meaning: string };

/** What a content item says of itself (PS3.3 C.17.3): Value Type, and code and meaning of its concept name. */
export type ContentItem = Concept & { readonly valueType: string };

const valueType = tagOf(0x0040, 0xa040);
const conceptNameCodeSequence = tagOf(0x0040, 0xa043);
const longCodeValue = tagOf(0x0008, 0x0119);
const urnCodeValue = tagOf(0x0008, 0x0120);

/** Reads an item of a sequence as a content item. @returns null when it has no Value Type. */
export function readContentItem(dataset: IndexedDataset, item: number): ContentItem | null {
  const type = textIn(dataset, item, valueType);
  if (type === '') return null;
  const name = childOf(dataset, item, conceptNameCodeSequence);
  return { valueType: type, ...readConcept(dataset, name < 0 ? -1 : firstItem(dataset, name)) };
}

/** The code in an item of a code sequence and its meaning, `''` for what is missing. @param item -1 for none */
export function readConcept(dataset: IndexedDataset, item: number): Concept {
  if (item < 0) return { code: '', scheme: '', meaning: '' };
  const code = [tags.codeValue, longCodeValue, urnCodeValue].map((tag) => textIn(dataset, item, tag));
  return {
    code: code.find((text) => text !== '') ?? '',
    scheme: textIn(dataset, item, tags.codingSchemeDesignator),
    meaning: textIn(dataset, item, tags.codeMeaning),
  };
}

/** A meaning folded, its separators single spaces; a capital inside a word begins another one: `PatientAge`. */
export function plainMeaning(meaning: string): string {
  const spaced = meaning.slice(0, longestRead).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return foldText(spaced)
    .replace(/['’]s(?!\p{L})/gu, 's')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A Code Meaning has up to 64 characters (PS3.5 6.2 LO). */
const longestRead = 256;

/** The element of a tag among the children of an item, -1 when there is none. */
export function childOf(dataset: IndexedDataset, item: number, tag: Tag): number {
  const { tags: allTags, subtreeEnds } = dataset.elements;
  const end = subtreeEnds[item] ?? item;
  let looked = 0;
  for (let child = item + 1; child < end; child = subtreeEnds[child] ?? end) {
    if (allTags[child] === tag) return child;
    if (++looked === mostLookedAt) return childrenByTag(dataset, item).get(tag) ?? -1;
  }
  return -1;
}

/** An item of a report has some ten elements; one that has thousands is asked for each of them. */
const mostLookedAt = 64;
const largeItems = new WeakMap<IndexedDataset, Map<number, ReadonlyMap<Tag, number>>>();

/** The first element of each tag in an item that has many. */
function childrenByTag(dataset: IndexedDataset, item: number): ReadonlyMap<Tag, number> {
  const items = largeItems.get(dataset) ?? new Map<number, ReadonlyMap<Tag, number>>();
  largeItems.set(dataset, items);
  const known = items.get(item);
  if (known) return known;
  const { tags: allTags, subtreeEnds } = dataset.elements;
  const byTag = new Map<Tag, number>();
  const end = subtreeEnds[item] ?? item;
  for (let child = item + 1; child < end; child = subtreeEnds[child] ?? end) {
    const tag = allTags[child] ?? 0;
    if (!byTag.has(tag)) byTag.set(tag, child);
  }
  items.set(item, byTag);
  return byTag;
}

/** The first item of a sequence, -1 when it has none. */
export function firstItem(dataset: IndexedDataset, sequence: number): number {
  return (dataset.elements.subtreeEnds[sequence] ?? 0) > sequence + 1 ? sequence + 1 : -1;
}

function textIn(dataset: IndexedDataset, item: number, tag: Tag): string {
  const child = childOf(dataset, item, tag);
  return child < 0 ? '' : (readText(dataset, child)[0] ?? '').trim();
}
