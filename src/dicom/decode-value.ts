import { decodeText } from './character-set.ts';
import { readNumericValues, readTextValue } from './dcmjs-values.ts';
import { parseDecimal, parseInteger } from './decimal-text.ts';
import { formatNumber, numericVr } from './numeric-vr.ts';
import { isPlainNumberVr, plainNumbers } from './plain-number.ts';
import { isPadding, plainValues, trimsLeadingSpace } from './plain-value.ts';
import { formatTag } from './tag.ts';
import { isSingleValue, isText, type Vr } from './vr.ts';

/**
 * The values of a value field as text, padding removed: numbers in decimal, AT as `(0010,0020)`, UN as one text.
 *
 * @param characterSets asked only when the VR is text and the text is not plain
 * @returns an empty list for an empty field, for SQ and for the VRs that hold plain bytes (OB, OW, OD, OF, OL, OV).
 */
export function decodeValues(
  bytes: Uint8Array,
  vr: Vr,
  isLittleEndian: boolean,
  characterSets: () => readonly string[],
): readonly string[] {
  if (isText(vr) || vr === 'UN') {
    const isSingle = isSingleValue(vr) || vr === 'UN';
    return plainValues(bytes, vr, isSingle) ?? decodeTexts(bytes, vr, isSingle, characterSets());
  }
  return numbersOf(bytes, vr, isLittleEndian).map((value) =>
    vr === 'AT' ? formatTag(Number(value)) : formatNumber(value, vr),
  );
}

/** Any text with dcmjs and our character sets: what `plainValues` does for plain text, and for all other. */
export function decodeTexts(
  bytes: Uint8Array,
  vr: Vr,
  isSingle: boolean,
  characterSets: readonly string[],
): readonly string[] {
  // UN is read like LT: all of it, whatever it is.
  const text = readTextValue(bytes, vr === 'UN' ? 'LT' : vr, (field) => decodeText(field, characterSets, vr));
  const parts = isSingle ? [text] : text.split('\\');
  const values = parts.map((part) => trimPadding(part, vr));
  return values.length === 1 && values[0] === '' ? [] : values;
}

/**
 * The values of a value field as numbers: binary ones, and those of DS and IS.
 *
 * @returns NaN in the place of a DS or IS value that is empty, no number or out of range; 64-bit values may be rounded.
 */
export function decodeNumbers(bytes: Uint8Array, vr: Vr, isLittleEndian: boolean): readonly number[] {
  if (isPlainNumberVr(vr)) return plainNumbers(bytes, vr, isLittleEndian);
  if (vr !== 'DS' && vr !== 'IS') return numbersOf(bytes, vr, isLittleEndian).map(Number);
  return decodeValues(bytes, vr, isLittleEndian, () => []).map(vr === 'IS' ? parseInteger : parseDecimal);
}

function numbersOf(bytes: Uint8Array, vr: Vr, isLittleEndian: boolean): readonly (number | bigint)[] {
  if (isPlainNumberVr(vr)) return plainNumbers(bytes, vr, isLittleEndian);
  const numeric = numericVr(vr);
  return numeric === null ? [] : readNumericValues(bytes, vr, numeric.bytes, isLittleEndian);
}

function trimPadding(text: string, vr: Vr): string {
  let end = text.length;
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end--;
  let start = 0;
  if (trimsLeadingSpace(vr)) while (start < end && isPadding(text.charCodeAt(start))) start++;
  return text.slice(start, end);
}
