import { type DicomError, dicomError } from './dicom-error.ts';
import { type HeaderEncoding, headerBytesFor, writeElementHeader } from './encode-element.ts';
import { encodeValues } from './encode-value.ts';
import { joinBytes } from './join-bytes.ts';
import type { Tag } from './tag.ts';
import type { ValueEncoding } from './value-encoding.ts';
import { type PackedVr, packVr, type Vr } from './vr.ts';

/** An element to be written into an item: with values as text, or with items. */
type NewElement =
  | { readonly tag: Tag; readonly vr: Exclude<Vr, 'SQ'>; readonly values: readonly string[] }
  | { readonly tag: Tag; readonly vr: 'SQ'; readonly items: readonly NewItem[] };

/** The elements of one new item, in any order. */
export type NewItem = readonly NewElement[];

const itemTag: Tag = 0xfffee000;
const noVr: PackedVr = 0;

/**
 * Encodes the items of a sequence with defined lengths and their elements in tag order (PS3.5 7.5). The sequence's own
 * header is not part of it.
 *
 * @returns an error when a value cannot be written, or is too long for the 16-bit length of its VR.
 */
export function encodeItems(items: readonly NewItem[], encoding: ValueEncoding): Uint8Array | DicomError {
  // The header of an item has no VR, whatever the transfer syntax (PS3.5 7.5).
  const itemEncoding = { isExplicitVr: false, isLittleEndian: encoding.isLittleEndian };
  const parts: Uint8Array[] = [];
  for (const item of items) {
    const content = encodeItem(item, encoding);
    if (!(content instanceof Uint8Array)) return content;
    parts.push(header(itemTag, noVr, content.length, itemEncoding), content);
  }
  return joinBytes(parts);
}

function encodeItem(item: NewItem, encoding: ValueEncoding): Uint8Array | DicomError {
  const parts: Uint8Array[] = [];
  for (const element of [...item].sort((a, b) => a.tag - b.tag)) {
    const value =
      'items' in element
        ? encodeItems(element.items, encoding)
        : encodeValues(element.values, element.vr, encoding, element.tag);
    if (!(value instanceof Uint8Array)) return value;
    const vr = packVr(element.vr);
    if (headerBytesFor(vr, value.length, encoding) === 0) return tooLong(element.tag);
    parts.push(header(element.tag, vr, value.length, encoding), value);
  }
  return joinBytes(parts);
}

function header(tag: Tag, vr: PackedVr, lengthBytes: number, encoding: HeaderEncoding): Uint8Array {
  const bytes = new Uint8Array(headerBytesFor(vr, lengthBytes, encoding));
  writeElementHeader(bytes, 0, tag, vr, lengthBytes, encoding);
  return bytes;
}

function tooLong(tag: Tag): DicomError {
  const message = 'Cannot write a replacement value: it is longer than 65,534 bytes. Choose another action.';
  return dicomError('cannot-encode', message, { tag });
}
