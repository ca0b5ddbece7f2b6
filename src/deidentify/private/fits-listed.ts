import { decodeText } from '../../dicom/character-set.ts';
import { characterSetsOf, valueBytes } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { numericVr } from '../../dicom/numeric-vr.ts';
import type { Vr } from '../../dicom/vr.ts';
import type { SafePrivateAttribute } from '../../profile/safe-private.ts';
import type { Subject } from '../actions/action.ts';
import { trimmedAscii } from '../ascii.ts';

/**
 * Is a private element what the list of safe attributes says it is? Numbers where numbers are listed, text where text
 * is, a sequence where one is. Plain bytes (OB, OW) never are: nobody can tell what is in them. UN is believed only
 * when its value reads as the listed VR.
 */
export function fitsListed(subject: Subject, listed: Pick<SafePrivateAttribute, 'vrs' | 'vm'>): boolean {
  const { dataset, element, vr: written, isSequence } = subject;
  const { vrs, vm } = listed;
  if (isSequence || vrs.includes('SQ')) return isSequence && vrs.includes('SQ');
  if (dataset.elements.valueLengths[element] === 0) return true;
  if (written === 'UN') return vrs.some((vr) => decodesAs(dataset, element, vr, vm));
  // Five rows of the table have no VR: times and vectors, by their names.
  const isNumberListed = vrs.length === 0 || vrs.some(isNumber);
  if (numericVr(written) !== null) return isNumberListed;
  if (isNumber(written)) return (isNumberListed || vrs.some(isFreeText)) && holdsNumbers(dataset, element);
  if (written === 'UI') return vrs.includes('UI');
  return isFreeText(written) && vrs.some(isFreeText);
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
