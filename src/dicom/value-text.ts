import { lookUpAttribute } from './data-dictionary.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';
import { formatTag } from './tag.ts';
import { readText } from './value-codec.ts';
import { readingVr } from './value-encoding.ts';
import { isText } from './vr.ts';

const longestText = 4096;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/;

/**
 * An element's value as one line for people: values joined by backslashes, `2 items` for sequences, `512 bytes` for
 * plain bytes, `Pixel Data, 524,288 bytes` for a value that stays in the file. At most 4,096 characters, the last an
 * ellipsis where more were cut.
 *
 * @param i index of the element
 * @returns null for an empty value and for items.
 */
export function displayText(dataset: IndexedDataset, i: number): string | null {
  const { elements } = dataset;
  const vr = readingVr(dataset, i);
  const flags = elements.flags[i] ?? 0;
  const lengthBytes = elements.valueLengths[i] ?? 0;
  if (vr === null) return null;
  if ((flags & elementFlag.outside) !== 0) return `${nameOf(dataset, i)}, ${bytesText(lengthBytes)}`;
  if (vr === 'SQ' || (flags & elementFlag.walkedAsSequence) !== 0) return itemsText(dataset, i);
  if (lengthBytes === 0) return null;
  const values = readText(dataset, i);
  const text = values.join('\\');
  if (vr === 'UN' ? binary.test(text) || text === '' : !isText(vr) && values.length === 0)
    return bytesText(lengthBytes);
  return values.length === 0 ? null : shorten(text);
}

function itemsText(dataset: IndexedDataset, i: number): string {
  const { parents, subtreeEnds } = dataset.elements;
  const end = subtreeEnds[i] ?? i + 1;
  let count = 0;
  for (let item = i + 1; item < end; item = subtreeEnds[item] ?? end) if (parents[item] === i) count++;
  return count === 1 ? '1 item' : `${withCommas(count)} items`;
}

function nameOf(dataset: IndexedDataset, i: number): string {
  const tag = dataset.elements.tags[i] ?? 0;
  return lookUpAttribute(tag)?.name ?? formatTag(tag);
}

/** `512 bytes`, the same in every language. */
export function bytesText(lengthBytes: number): string {
  return lengthBytes === 1 ? '1 byte' : `${withCommas(lengthBytes)} bytes`;
}

/** Commas whatever the locale, so that texts can be compared. */
function withCommas(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function shorten(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}
