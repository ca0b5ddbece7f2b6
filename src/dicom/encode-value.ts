import { encodeText } from './character-set.ts';
import { writeValues } from './dcmjs-values.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import { numericVr, parseNumber } from './numeric-vr.ts';
import { parseTag, type Tag } from './tag.ts';
import type { ValueEncoding } from './value-encoding.ts';
import { isSingleValue, isText, type Vr } from './vr.ts';

const noBytes = new Uint8Array(0);
const written = new Map<string, Uint8Array>();
const mostWritten = 4096;
/** Long values are seldom written twice and would make the map heavy. */
const longestKey = 256;

/**
 * Encodes values as `decodeValues` gives them into a value field of even length. Plain-byte VRs (OB, OW, OD, OF, OL,
 * OV, UN) take hexadecimal digits, in file order. No values, or one empty one, make an empty field.
 *
 * Equal calls share their result, which must not be changed.
 *
 * @param tag only for the message of a failure
 */
export function encodeValues(
  values: readonly string[],
  vr: Vr,
  encoding: ValueEncoding,
  tag: Tag | null,
): Uint8Array | DicomError {
  if (values.length === 0 || (values.length === 1 && values[0] === '')) return noBytes;
  const key = keyOf(values, vr, encoding);
  const before = written.get(key);
  if (before !== undefined) return before;
  const bytes = isText(vr) ? encodeTexts(values, vr, encoding, tag) : encodeOthers(values, vr, encoding, tag);
  if (bytes instanceof Uint8Array && key.length <= longestKey) remember(key, bytes);
  return bytes;
}

/** Lengths keep values apart whatever characters are in them. */
function keyOf(values: readonly string[], vr: Vr, encoding: ValueEncoding): string {
  let key = `${vr}${encoding.isLittleEndian}${encoding.characterSets.join('\\')}`;
  for (const value of values) key += `\n${value.length} ${value}`;
  return key;
}

function encodeTexts(values: readonly string[], vr: Vr, encoding: ValueEncoding, tag: Tag | null) {
  // In a VR of many values a backslash within one would make two of it.
  if (!isSingleValue(vr) && values.some((value) => value.includes('\\'))) return cannot(tag, 'a value has a backslash');
  const bytes = encodeText(values.join('\\'), encoding.characterSets, vr);
  if (bytes === null) return cannot(tag, 'a character is not in the Specific Character Set of its data set');
  if (isAsciiOnly(bytes)) return padded(bytes, vr);
  // dcmjs pads and, for the VRs without character set, writes; it drops empty names from lists, so it gets one text.
  return writeValues(values.join('\\'), vr, encoding.isLittleEndian, () => bytes);
}

/** One byte a character, and the same in every VR: nothing but the padding is left to do. */
function isAsciiOnly(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! > 0x7e || bytes[at] === 0x1b) return false;
  return true;
}

/** Pads to even length with a space, UI with NUL (PS3.5 6.2). */
function padded(bytes: Uint8Array, vr: Vr): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  even[bytes.length] = vr === 'UI' ? 0 : 0x20;
  return even;
}

function encodeOthers(values: readonly string[], vr: Vr, encoding: ValueEncoding, tag: Tag | null) {
  if (vr === 'SQ') return cannot(tag, 'a sequence has items, not values');
  if (numericVr(vr) === null) {
    const hex = values.join('');
    if (!/^([0-9a-f]{2})*$/i.test(hex)) return cannot(tag, 'bytes are written as hexadecimal digits');
    return bytesOfHex(hex);
  }
  const numbers = values.map((value) => (vr === 'AT' ? parseTag(value) : parseNumber(value, vr)));
  const known = numbers.filter((value) => value !== null);
  if (known.length < numbers.length) return cannot(tag, `a value is not one that ${vr} can hold`);
  return writeValues(known, vr, encoding.isLittleEndian, () => noBytes);
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(hex.length / 4) * 2);
  for (let i = 0; i < hex.length; i += 2) bytes[i / 2] = Number.parseInt(hex.slice(i, i + 2), 16);
  return bytes;
}

function cannot(tag: Tag | null, reason: string): DicomError {
  const message = `Cannot write a replacement value: ${reason}. Choose another action for this attribute.`;
  return dicomError('cannot-encode', message, tag === null ? {} : { tag });
}

function remember(key: string, bytes: Uint8Array): void {
  if (written.size >= mostWritten) {
    const oldest = written.keys().next();
    if (!oldest.done) written.delete(oldest.value);
  }
  written.set(key, bytes);
}
