import { decodeText } from './character-set.ts';
import { readNumericValues, readTextValue } from './dcmjs-values.ts';
import { formatNumber, numericVr } from './numeric-vr.ts';
import { formatTag } from './tag.ts';
import { isSingleValue, isText, type Vr } from './vr.ts';

/** VRs in which leading spaces say nothing either (PS3.5 6.2); in the rest only trailing ones are padding. */
const leadingSpaceVrs: ReadonlySet<Vr> = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'SH', 'TM', 'UI']);

/**
 * The values of a value field as text, padding removed: numbers in decimal, AT as `(0010,0020)`, UN as one text.
 *
 * @param characterSets asked only when the VR is text
 * @returns an empty list for an empty field, for SQ and for the VRs that hold plain bytes (OB, OW, OD, OF, OL, OV).
 */
export function decodeValues(
  bytes: Uint8Array,
  vr: Vr,
  isLittleEndian: boolean,
  characterSets: () => readonly string[],
): readonly string[] {
  if (numericVr(vr) !== null) {
    return numbersOf(bytes, vr, isLittleEndian).map((value) =>
      vr === 'AT' ? formatTag(Number(value)) : formatNumber(value, vr),
    );
  }
  if (!isText(vr) && vr !== 'UN') return [];
  // UN is read like LT: all of it, whatever it is.
  const text = readTextValue(bytes, vr === 'UN' ? 'LT' : vr, (field) => decodeText(field, characterSets(), vr));
  const parts = isSingleValue(vr) || vr === 'UN' ? [text] : text.split('\\');
  const values = parts.map((part) => trimPadding(part, vr));
  return values.length === 1 && values[0] === '' ? [] : values;
}

/**
 * The values of a value field as numbers: binary ones, and those of DS and IS.
 *
 * @returns NaN in the place of a DS or IS value that is empty or no number; 64-bit values may be rounded.
 */
export function decodeNumbers(bytes: Uint8Array, vr: Vr, isLittleEndian: boolean): readonly number[] {
  if (vr !== 'DS' && vr !== 'IS') return numbersOf(bytes, vr, isLittleEndian).map(Number);
  return decodeValues(bytes, vr, isLittleEndian, () => []).map((text) => (text === '' ? Number.NaN : Number(text)));
}

function numbersOf(bytes: Uint8Array, vr: Vr, isLittleEndian: boolean): readonly (number | bigint)[] {
  const numeric = numericVr(vr);
  return numeric === null ? [] : readNumericValues(bytes, vr, numeric.bytes, isLittleEndian);
}

function trimPadding(text: string, vr: Vr): string {
  let end = text.length;
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end--;
  let start = 0;
  if (leadingSpaceVrs.has(vr)) while (start < end && isPadding(text.charCodeAt(start))) start++;
  return text.slice(start, end);
}

/** Space, and NUL, which many writers use for every VR. */
function isPadding(code: number): boolean {
  return code === 0x20 || code === 0;
}
