import { assertNever } from '../../dicom/assert-never.ts';
import { isDummyDate } from '../dummy-value.ts';
import { civilDay, dayNumber } from './day-number.ts';

/** What a temporal attribute holds: a day, a time of day, a day with its time, or the offset of a time zone. */
export type TemporalKind = 'date' | 'time' | 'datetime' | 'offset';

/**
 * Moves one value of a temporal attribute by whole days, in the form that it is written in: old forms with points, ranges,
 * fewer digits, a zone suffix. Times of day and zone offsets stay as they are, since a shift by whole days does not touch
 * them; so do our own dummies, which would tell the shift.
 * @param days negative is earlier
 * @returns null when the value is not of its kind (PS3.5 6.2 DA, DT, TM), or falls out of the years 1 to 9999.
 */
export function shiftValue(value: string, kind: TemporalKind, days: number): string | null {
  const text = value.trim();
  if (text === '' || isDummyDate(text)) return value;
  switch (kind) {
    case 'date':
      return shiftRange(text, (part) => shiftDate(part, days));
    case 'datetime':
      return shiftDateTime(text, days) ?? shiftRange(text, (part) => shiftDateTime(part, days));
    case 'time':
      return shiftRange(text, (part) => (isTime(part) ? part : null)) === null ? null : value;
    case 'offset':
      return zone.test(text) ? value : null;
    default:
      return assertNever(kind);
  }
}

/** The day that a DA or DT value begins with. @returns null when there is none. */
export function dayOf(text: string): number | null {
  const [, year, month, day] = wholeDate.exec(text.trim()) ?? oldDate.exec(text.trim()) ?? [];
  return day === undefined ? null : dayNumber({ year: Number(year), month: Number(month), day: Number(day) });
}

/** Two ends around one hyphen; either may be open, not both (PS3.4 C.2.2.2.5). A DT may have hyphens of its own. */
function shiftRange(text: string, shift: (part: string) => string | null): string | null {
  const single = shift(text);
  if (single !== null) return single;
  for (let at = text.indexOf('-'); at >= 0; at = text.indexOf('-', at + 1)) {
    const ends = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    const [from, to] = ends.map((end) => (end === '' ? '' : shift(end)));
    if (from != null && to != null && ends.join('') !== '') return `${from}-${to}`;
  }
  return null;
}

const wholeDate = /^(\d{4})(\d{2})(\d{2})$/;
/** ACR-NEMA (PS3.5 6.2 DA, note 1). */
const oldDate = /^(\d{4})\.(\d{2})\.(\d{2})$/;

function shiftDate(text: string, days: number): string | null {
  const parts = wholeDate.exec(text) ?? oldDate.exec(text);
  if (parts === null) return null;
  const [, year = '', month = '', day = ''] = parts;
  return moved([year, month, day], days)?.join(text.includes('.') ? '.' : '') ?? null;
}

const dateTime = /^(\d{4})(?:(\d{2})(?:(\d{2})((?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?)?))?)?([+-]\d{4})?$/;

/** Missing parts stay missing. The first day of a partial date moves, so that the value always gets earlier. */
function shiftDateTime(text: string, days: number): string | null {
  const parts = dateTime.exec(text);
  if (parts === null) return null;
  const [, year = '', month, day, time = '', suffix = ''] = parts;
  if ((time !== '' && !isTime(time)) || (suffix !== '' && !zone.test(suffix))) return null;
  const shifted = moved([year, month ?? '01', day ?? '01'], days);
  const known = [year, month, day].filter((part) => part !== undefined).length;
  return shifted && `${shifted.slice(0, known).join('')}${time}${suffix}`;
}

function moved([year = '', month = '', day = '']: readonly string[], days: number): readonly string[] | null {
  const number = dayNumber({ year: Number(year), month: Number(month), day: Number(day) });
  const result = number === null ? null : civilDay(number + days);
  if (result === null) return null;
  return [`${result.year}`.padStart(4, '0'), ...[result.month, result.day].map((part) => `${part}`.padStart(2, '0'))];
}

const time = /^(\d{2})(?:(?:(\d{2})(?:(\d{2})(?:\.\d{1,6})?)?)|(?::(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?))?$/;

/** TM, old forms with colons too. Second 60 is a leap second. */
function isTime(text: string): boolean {
  const [, hour, minute = '0', second = '0', oldMinute = '0', oldSecond = '0'] = time.exec(text) ?? [];
  if (hour === undefined) return false;
  return Number(hour) <= 23 && Number(minute) + Number(oldMinute) <= 59 && Number(second) + Number(oldSecond) <= 60;
}

/** From -1200 to +1400 (PS3.5 6.2 DT). */
export function isZoneOffset(text: string): boolean {
  return zone.test(text);
}

const zone = /^(?:[+-](?:0\d|1[01])[0-5]\d|-1200|\+1[23][0-5]\d|\+1400)$/;
