import { characterSetsOf, findElement, valueBytes } from './dataset-access.ts';
import { decodeNumbers, decodeValues } from './decode-value.ts';
import type { DicomError } from './dicom-error.ts';
import { encodeItems, type NewItem } from './encode-sequence.ts';
import { encodeValues } from './encode-value.ts';
import type { IndexedDataset } from './indexed-dataset.ts';
import type { Tag } from './tag.ts';
import { hasLittleEndianValue, readingVr, valueEncodingAt } from './value-encoding.ts';
import type { Vr } from './vr.ts';

/**
 * The values of an element as text: decoded per the character set of its item, padding removed, split at backslashes
 * unless the VR has single values. Numbers come in decimal, AT as `(0010,0020)`, UN by its dictionary VR or as one text.
 *
 * Never throws; bytes that mean nothing in the character set become U+FFFD.
 *
 * @param i index of the element
 * @returns an empty list for an empty value, one that stays in the file, sequences, items and plain-byte VRs.
 * @see PS3.5 6.2 and 6.4, PS3.3 C.12.1.1.2
 */
export function readText(dataset: IndexedDataset, i: number): readonly string[] {
  const vr = readingVr(dataset, i);
  const bytes = vr === null ? null : valueBytes(dataset, i);
  if (vr === null || bytes === null || bytes.length === 0) return [];
  return decodeValues(bytes, vr, hasLittleEndianValue(dataset, i), () => characterSetsOf(dataset, i));
}

/**
 * The values of an element as numbers, for the binary VRs, DS and IS.
 *
 * @param i index of the element
 * @returns NaN in the place of a DS or IS value that is empty, no number or out of range; an empty list where `readText` gives one,
 *   and for other text VRs. 64-bit values above 2^53 are rounded.
 */
export function readNumbers(dataset: IndexedDataset, i: number): readonly number[] {
  const vr = readingVr(dataset, i);
  const bytes = vr === null ? null : valueBytes(dataset, i);
  if (vr === null || bytes === null) return [];
  return decodeNumbers(bytes, vr, hasLittleEndianValue(dataset, i));
}

/** The first value of a top-level attribute as text, or '' when it is absent or empty. */
export function readSingleText(dataset: IndexedDataset, tag: Tag): string {
  const i = findElement(dataset, tag);
  return i < 0 ? '' : (readText(dataset, i)[0] ?? '');
}

/**
 * Encodes a value field the way one place of a data set is written: its byte order and its item's character set,
 * padded to even length. Values are text as `readText` gives it; the plain-byte VRs take hexadecimal digits.
 *
 * @param at index of the element whose place it is; -1 for a new element on top level
 * @returns shared bytes that must not be changed, or an error when a character or number cannot be written.
 */
export function encodeValue(
  dataset: IndexedDataset,
  at: number,
  vr: Vr,
  values: readonly string[],
): Uint8Array | DicomError {
  return encodeValues(values, vr, valueEncodingAt(dataset, at), tagAt(dataset, at));
}

/**
 * Encodes the items of a sequence the way one place of a data set is written, lengths defined, without the header and
 * the delimiter of the sequence itself.
 *
 * @param at index of the sequence whose items are replaced; -1 for a new sequence on top level
 */
export function encodeSequence(
  dataset: IndexedDataset,
  at: number,
  items: readonly NewItem[],
): Uint8Array | DicomError {
  return encodeItems(items, valueEncodingAt(dataset, at));
}

function tagAt(dataset: IndexedDataset, at: number): Tag | null {
  return at < 0 ? null : (dataset.elements.tags[at] ?? null);
}
