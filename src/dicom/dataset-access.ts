import { latin1Text } from './ascii-text.ts';
import { type ElementIndex, elementFlag, type IndexedDataset, type Segment } from './indexed-dataset.ts';
import { lowerBound } from './lower-bound.ts';
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator, type Tag, tagOf } from './tag.ts';

const itemTag: Tag = 0xfffee000;
const specificCharacterSet: Tag = 0x00080005;

/** The value field of an element as it is in the file. @returns null when it was left in the file (`outside`). */
export function valueBytes(dataset: IndexedDataset, element: number): Uint8Array | null {
  const { elements, segments } = dataset;
  if ((elements.flags[element]! & elementFlag.outside) !== 0) return null;
  return bytesAt(segments, elements.valueOffsets[element]!, elements.valueLengths[element]!);
}

/** The first top-level element with a tag, or -1. */
export function findElement(dataset: IndexedDataset, tag: Tag): number {
  return findTopLevel(dataset.elements, tag);
}

/** An element's place, as people write it: `(0008,1140)[0].(0008,1155)`; items count from 0. */
export function attributePath(dataset: IndexedDataset, element: number): string {
  const { tags, parents, itemNumbers } = dataset.elements;
  const steps: string[] = [];
  for (let at = element; at >= 0; at = parents[at]!) {
    steps.push(tags[at] === itemTag ? `[${itemNumbers[at]!}]` : formatTag(tags[at]!));
  }
  return steps.reverse().join('.').replaceAll('.[', '[');
}

/** Is this Pixel Data, Float Pixel Data or Double Float Pixel Data of the image itself, not of an icon? */
export function isTopLevelPixelData(dataset: IndexedDataset, element: number): boolean {
  const tag = dataset.elements.tags[element]!;
  const isPixelData = tag === 0x7fe00010 || tag === 0x7fe00008 || tag === 0x7fe00009;
  return isPixelData && dataset.elements.parents[element] === -1;
}

/** Is the value field little endian? Always inside a UN, whatever the file is (PS3.5 6.2.2 note 2). */
export function isLittleEndianAt(dataset: IndexedDataset, element: number): boolean {
  return (
    dataset.transferSyntax.isLittleEndian ||
    (element >= 0 && (dataset.elements.flags[element]! & elementFlag.insideUn) !== 0)
  );
}

/**
 * Specific Character Set in force for an element: the one of the nearest enclosing item that has one, else the data set's
 * (PS3.5 7.5.3, PS3.3 C.12.1.1.2). @returns one defined term per value, empty for the default repertoire.
 */
export function characterSetsOf(dataset: IndexedDataset, element: number): readonly string[] {
  const { elements, segments } = dataset;
  const nested = nestedCharacterSets(dataset);
  if (nested.size === 0) return dataset.characterSets;
  for (let at = element < 0 ? -1 : elements.parents[element]!; at >= 0; at = elements.parents[at]!) {
    const own = nested.get(at);
    if (own !== undefined) return readCharacterSets(elements, segments, own);
  }
  return dataset.characterSets;
}

/** (0008,0005) of the data set itself, one entry a value; empty when absent. */
export function topLevelCharacterSets(elements: ElementIndex, segments: readonly Segment[]): readonly string[] {
  const element = findTopLevel(elements, specificCharacterSet);
  return element < 0 ? [] : readCharacterSets(elements, segments, element);
}

/** Who reserved the block of a private element (PS3.5 7.8.1). @returns '' for elements without a creator. */
export function privateCreatorOf(dataset: IndexedDataset, element: number): string {
  const { elements, segments } = dataset;
  const tag = elements.tags[element]!;
  if (!isPrivate(tag) || isPrivateCreator(tag) || elementOf(tag) < 0x1000) return '';
  const creatorTag = tagOf(groupOf(tag), elementOf(tag) >>> 8);
  const creator = lastBefore(creatorsIn(elements, elements.parents[element]!).get(creatorTag) ?? none, element);
  if (creator < 0 || (elements.flags[creator]! & elementFlag.outside) !== 0) return '';
  return asciiText(bytesAt(segments, elements.valueOffsets[creator]!, elements.valueLengths[creator]!));
}

const none: readonly number[] = [];
const creatorsByElements = new WeakMap<ElementIndex, Map<number, ReadonlyMap<Tag, readonly number[]>>>();

/** Private creators among the elements of one item (-1: the data set), by tag; found once, whatever the number of elements. */
function creatorsIn(elements: ElementIndex, parent: number): ReadonlyMap<Tag, readonly number[]> {
  const byParent = creatorsByElements.get(elements) ?? new Map<number, ReadonlyMap<Tag, readonly number[]>>();
  creatorsByElements.set(elements, byParent);
  const known = byParent.get(parent);
  if (known) return known;
  const creators = new Map<Tag, number[]>();
  const end = parent < 0 ? elements.count : elements.subtreeEnds[parent]!;
  for (let at = parent + 1; at < end; at = elements.subtreeEnds[at]!) {
    const tag = elements.tags[at]!;
    if (!isPrivateCreator(tag)) continue;
    const same = creators.get(tag);
    if (same === undefined) creators.set(tag, [at]);
    else same.push(at);
  }
  byParent.set(parent, creators);
  return creators;
}

/** Of entries in order the last one before an element, else the first; -1 when there is none. */
function lastBefore(entries: readonly number[], element: number): number {
  return entries[Math.max(0, lowerBound(entries, element) - 1)] ?? -1;
}

/** A stretch of the input that is in memory. @throws when it is not: the index promises that it is. */
export function bytesAt(segments: readonly Segment[], offsetBytes: number, lengthBytes: number): Uint8Array {
  if (lengthBytes === 0) return new Uint8Array(0);
  const segment = segments[segmentIndexAt(segments, offsetBytes)];
  const at = segment ? offsetBytes - segment.offsetBytes : -1;
  if (!segment || at < 0 || at + lengthBytes > segment.bytes.length) {
    throw new Error(`The index does not cover ${lengthBytes} bytes at ${offsetBytes}.`);
  }
  return segment.bytes.subarray(at, at + lengthBytes);
}

/** The last segment that begins at or before an offset; 0 when none does. */
export function segmentIndexAt(segments: readonly Segment[], offsetBytes: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (segments[middle]!.offsetBytes <= offsetBytes) low = middle;
    else high = middle - 1;
  }
  return low;
}

function findTopLevel(elements: ElementIndex, tag: Tag): number {
  const rows = topLevelRows(elements);
  if (rows === null) {
    for (let at = 0; at < elements.count; at = elements.subtreeEnds[at]!) if (elements.tags[at] === tag) return at;
    return -1;
  }
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (elements.tags[rows[middle]!]! < tag) low = middle + 1;
    else high = middle;
  }
  const found = rows[low];
  return found !== undefined && elements.tags[found] === tag ? found : -1;
}

const rowsByElements = new WeakMap<ElementIndex, readonly number[] | null>();

/** The entries on top level by ascending tag, as a file has to have them; null where it has not. */
function topLevelRows(elements: ElementIndex): readonly number[] | null {
  const known = rowsByElements.get(elements);
  if (known !== undefined) return known;
  const { count, tags, subtreeEnds } = elements;
  const rows: number[] = [];
  let isAscending = true;
  for (let at = 0, last = -1; at < count && isAscending; at = subtreeEnds[at]!) {
    isAscending = tags[at]! >= last;
    last = tags[at]!;
    rows.push(at);
  }
  const ascending = isAscending ? rows : null;
  rowsByElements.set(elements, ascending);
  return ascending;
}

const nestedByDataset = new WeakMap<IndexedDataset, ReadonlyMap<number, number>>();

/** The (0008,0005) elements inside items, by item. Few files have any, so most lookups end here. */
function nestedCharacterSets(dataset: IndexedDataset): ReadonlyMap<number, number> {
  const known = nestedByDataset.get(dataset);
  if (known) return known;
  const { elements } = dataset;
  const byItem = new Map<number, number>();
  for (let at = elements.tags.indexOf(specificCharacterSet); at >= 0; ) {
    const parent = elements.parents[at]!;
    if (parent >= 0 && !byItem.has(parent)) byItem.set(parent, at);
    at = elements.tags.indexOf(specificCharacterSet, at + 1);
  }
  nestedByDataset.set(dataset, byItem);
  return byItem;
}

function readCharacterSets(elements: ElementIndex, segments: readonly Segment[], element: number): readonly string[] {
  if ((elements.flags[element]! & elementFlag.outside) !== 0) return [];
  const lengthBytes = Math.min(elements.valueLengths[element]!, longestCharacterSets);
  const text = asciiText(bytesAt(segments, elements.valueOffsets[element]!, lengthBytes));
  return text === '' ? [] : text.split('\\', mostCharacterSets).map((term) => term.trim());
}

/** There are some 30 terms (PS3.3 C.12.1.1.2); no data set uses more than five. */
const mostCharacterSets = 32;
const longestCharacterSets = 1024;

/** Text of the default repertoire, padding trimmed; longer bytes are taken one by one. */
function asciiText(bytes: Uint8Array): string {
  return latin1Text(bytes, 0, bytes.length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
}
