import { decodeText } from '../../dicom/character-set.ts';
import { characterSetsOf, valueBytes } from '../../dicom/dataset-access.ts';
import { decodeNumbers } from '../../dicom/decode-value.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { numericVr } from '../../dicom/numeric-vr.ts';
import { hasLittleEndianValue } from '../../dicom/value-encoding.ts';
import type { Vr } from '../../dicom/vr.ts';
import { isInRange, type ValueLimit } from '../../profile/private-values.ts';
import type { SafePrivateAttribute } from '../../profile/safe-private.ts';
import type { Subject } from '../actions/action.ts';
import { trimmedAscii } from '../ascii.ts';
import { isIdentifyingNumber } from './identifying-values.ts';
import { textMayStay } from './may-stay.ts';

/**
 * Is a private element what the list of safe attributes says it is? Numbers where numbers are listed, text where text
 * is, a sequence where one is. Plain bytes (OB, OW) never are: nobody can tell what is in them. UN is believed only
 * when its value reads as the listed VR. What the own list asks of values is asked of each, and no number may be one
 * that identifies this patient.
 */
export function fitsListed(
  subject: Subject,
  listed: Pick<SafePrivateAttribute, 'vrs' | 'vm'> & { readonly limit?: ValueLimit | null },
): boolean {
  const { dataset, element, isSequence } = subject;
  if (isSequence || listed.vrs.includes('SQ')) return isSequence && listed.vrs.includes('SQ');
  if (dataset.elements.valueLengths[element] === 0) return true;
  const vr = listedVrOf(subject, listed);
  const limit = listed.limit ?? null;
  return vr !== null && valuesFit(subject, vr, limit) && (limit === null || areAsMany(subject, vr, listed.vm));
}

/** Has a number of fixed width as many values as are listed? Any bytes are numbers, so a text would fit into more of them. */
function areAsMany({ dataset, element }: Subject, vr: Vr, vm: string): boolean {
  const numeric = numericVr(vr);
  if (numeric === null) return true;
  const bytes = valueBytes(dataset, element);
  return bytes !== null && allowsCount(vm, bytes.length / numeric.bytes) && !readsAsText(bytes, vr, dataset, element);
}

const leastText = 8;

/** Bytes of numbers that are all printable are a text; a double of ordinary size may be so by chance. */
function readsAsText(bytes: Uint8Array, vr: Vr, dataset: IndexedDataset, element: number): boolean {
  if (bytes.length < leastText || !bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return false;
  if (vr !== 'FD') return true;
  return decodeNumbers(bytes, vr, hasLittleEndianValue(dataset, element)).some((value) => !isOrdinary(Math.abs(value)));
}

function isOrdinary(size: number): boolean {
  return size >= 1e-6 && size <= 1e9;
}

/** Is no number of an element one that identifies this patient? */
export function isNobodysNumber(subject: Subject): boolean {
  return subject.isSequence || valuesFit(subject, subject.vr, null);
}

/** The VR to read a value by. @returns null when it is not of the listed kind. */
function listedVrOf(
  { dataset, element, vr: written }: Subject,
  { vrs, vm }: Pick<SafePrivateAttribute, 'vrs' | 'vm'>,
): Vr | null {
  if (written === 'UN') return vrs.find((vr) => decodesAs(dataset, element, vr, vm)) ?? null;
  // Five rows of the table have no VR: times and vectors, by their names.
  const isNumberListed = vrs.length === 0 || vrs.some(isNumber);
  let isListed = isFreeText(written) && vrs.some(isFreeText);
  if (numericVr(written) !== null) isListed = isNumberListed;
  else if (isNumber(written)) {
    isListed = (isNumberListed || vrs.some(isFreeText)) && holdsNumbers(dataset, element);
  } else if (written === 'UI' || written === 'DT') isListed = vrs.includes(written);
  return isListed ? written : null;
}

function valuesFit({ dataset, element }: Subject, vr: Vr, limit: ValueLimit | null): boolean {
  if (!isNumber(vr) && limit === null) return true;
  const bytes = valueBytes(dataset, element);
  if (bytes === null) return false;
  if (numericVr(vr) === null) {
    const texts = trimmedAscii(bytes)
      .split('\\')
      .map((text) => text.trim());
    if (isNumber(vr) && texts.some((text) => isIdentifyingNumber(dataset, Number(text), vr))) return false;
    return limit === null || texts.every((text) => textMayStay(dataset, text, limit));
  }
  const numbers = decodeNumbers(bytes, vr, hasLittleEndianValue(dataset, element));
  if (numbers.some((value) => isIdentifyingNumber(dataset, value, vr))) return false;
  return limit === null || (limit.kind === 'range' && numbers.every((value) => isInRange(limit, value)));
}

function isNumber(vr: Vr): boolean {
  return vr === 'DS' || vr === 'IS' || numericVr(vr) !== null;
}

/** Most characters of one value (PS3.5 6.2). */
const longestText: Partial<Record<Vr, number>> = { CS: 16, SH: 16, LO: 64, ST: 1024, LT: 10_240 };

function isFreeText(vr: Vr): boolean {
  return longestText[vr] !== undefined;
}

function holdsNumbers(dataset: IndexedDataset, element: number): boolean {
  const bytes = valueBytes(dataset, element);
  return bytes !== null && areNumbers(trimmedAscii(bytes).split('\\'));
}

function areNumbers(values: readonly string[]): boolean {
  return values.every((value) => /^ *([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)? *$/.test(value));
}

/** Without a VR of its own, a value has to be exactly what the list says: kind, length and number of values. */
function decodesAs(dataset: IndexedDataset, element: number, vr: Vr, vm: string): boolean {
  const bytes = valueBytes(dataset, element);
  if (bytes === null) return false;
  const numeric = numericVr(vr);
  if (numeric !== null) return allowsCount(vm, bytes.length / numeric.bytes);
  const values = trimmedAscii(bytes).split('\\');
  if (vr === 'DS' || vr === 'IS') return allowsCount(vm, values.length) && areNumbers(values);
  if (vr === 'UI') return values.every((value) => /^[\d.]{1,64}$/.test(value));
  // Dates are acted upon by their VR, so it has to be written.
  if (vr === 'DT') return false;
  if (vr === 'CS') return values.every((value) => /^[A-Z\d _]{0,16}$/.test(value.trim()));
  const longest = longestText[vr];
  if (longest === undefined) return false;
  const text = decodeText(bytes, characterSetsOf(dataset, element), vr).replace(/[\0 ]+$/, '');
  const parts = vr === 'SH' || vr === 'LO' ? text.split('\\') : [text];
  return !unprintable.test(text) && parts.every((part) => part.length <= longest);
}

/** Controls other than tab, line feed, form feed, carriage return; and what the character set cannot mean. */
const unprintable = /[^\P{Cc}\t\n\f\r]|\uFFFD/u;

/** @param count a fraction where the bytes do not divide into values */
function allowsCount(vm: string, count: number): boolean {
  const [least = '1', most = least] = vm.split('-');
  return Number.isInteger(count) && count >= Number(least) && (most === 'n' || count <= Number(most));
}
