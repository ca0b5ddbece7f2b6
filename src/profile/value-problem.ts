import { parseNumber } from '../dicom/numeric-vr.ts';
import { parseTag } from '../dicom/tag.ts';
import { isSingleValue, isText, type Vr } from '../dicom/vr.ts';

/**
 * Examines a value that a profile writes into an attribute. Only the default repertoire is taken: it can be written in
 * files of every character set.
 * @param value several values have a backslash between them, except in VRs of one value
 * @param vm as PS3.6 prints it: `1`, `1-n`, `2-2n`
 * @returns what it must be instead, never the value; null when it is valid
 * @see PS3.5 6.2
 */
export function valueProblem(value: string, vr: Vr, vm: string): string | null {
  const form = forms[vr];
  if (!form) return `An attribute of VR ${vr} has no value that can be written as text. Choose remove, empty or dummy.`;
  if (!isInDefaultRepertoire(value, isText(vr) && isSingleValue(vr))) {
    return 'Must consist of letters, digits and signs of the default character set, which every file can hold.';
  }
  const values = isSingleValue(vr) ? [value] : value.split('\\');
  if (!allows(vm, values.length)) return `The attribute has ${vm} values (PS3.6), with a backslash between them.`;
  return values.every((each) => form.isValid(each)) ? null : `Must be a valid ${vr}: ${form.hint}.`;
}

type Form = { readonly isValid: (value: string) => boolean; readonly hint: string };

const matching = (pattern: RegExp, hint: string): Form => ({ isValid: (value) => pattern.test(value), hint });
const text = (most: number): Form => matching(new RegExp(`^[\\s\\S]{1,${most}}$`), `at most ${most} characters`);
const number = (vr: Vr, hint: string): Form => ({ isValid: (value) => parseNumber(value, vr) !== null, hint });

const time = '([01]\\d|2[0-3])([0-5]\\d([0-5]\\d(\\.\\d{1,6})?)?)?';

const forms: Readonly<Partial<Record<Vr, Form>>> = {
  AE: text(16),
  AS: matching(/^\d{3}[DWMY]$/, 'three digits and D, W, M or Y'),
  AT: { isValid: (value) => parseTag(value) !== null, hint: 'a tag of eight hex digits' },
  CS: matching(/^[A-Z0-9_ ]{1,16}$/, 'at most 16 capitals, digits, _ and spaces'),
  DA: { isValid: isDate, hint: 'a date as YYYYMMDD' },
  DS: matching(/^(?=.{1,16}$)[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, 'a decimal number of at most 16 characters'),
  DT: { isValid: isDateTime, hint: 'a date and time as YYYYMMDDHHMMSS' },
  FD: number('FD', 'a number'),
  FL: number('FL', 'a number'),
  IS: { isValid: isIntegerString, hint: 'a whole number of 32 bits' },
  LO: text(64),
  LT: text(1024),
  PN: matching(/^(?=.*[^^= ])[^=]{0,64}(=[^=]{0,64}){0,2}$/, 'a name of at most 64 characters a group'),
  SH: text(16),
  SL: number('SL', 'a whole number of 32 bits'),
  SS: number('SS', 'a whole number of 16 bits'),
  ST: text(1024),
  SV: number('SV', 'a whole number of 64 bits'),
  TM: matching(new RegExp(`^${time}$`), 'a time as HHMMSS'),
  UC: text(1024),
  UI: matching(/^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/, 'a UID'),
  UL: number('UL', 'a whole number of 32 bits'),
  UR: matching(/^[!-~]{1,1024}$/, 'an address without spaces'),
  US: number('US', 'a whole number of 16 bits'),
  UT: text(1024),
  UV: number('UV', 'a whole number of 64 bits'),
};

/** Line ends, tab and form feed stand in running text only (PS3.5 6.1.3). */
function isInDefaultRepertoire(value: string, isRunningText: boolean): boolean {
  return (isRunningText ? /^[\t\n\f\r\x20-\x7e]+$/ : /^[\x20-\x7e]+$/).test(value);
}

function isIntegerString(value: string): boolean {
  return /^[+-]?\d{1,11}$/.test(value) && parseNumber(value, 'SL') !== null;
}

/** A date of the Gregorian calendar. */
export function isDate(value: string): boolean {
  const parts = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year > 0 && day >= 1 && day <= (days[month - 1] ?? 0);
}

function isDateTime(value: string): boolean {
  const parts = new RegExp(`^(\\d{8})(${time})?([+-]\\d{4})?$`).exec(value);
  return parts !== null && isDate(parts[1] ?? '');
}

function allows(vm: string, count: number): boolean {
  const [least = '1', most = least] = vm.split('-');
  const lowest = Number(least);
  if (!most.endsWith('n')) return count >= lowest && count <= Number(most);
  const step = Number(most.slice(0, -1) || '1');
  return count >= lowest && count % step === 0;
}
