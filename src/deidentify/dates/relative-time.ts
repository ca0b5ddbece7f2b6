import { isDummyDate } from '../dummy-value.ts';
import { formatClockTime, microsPerDay, parseClockTime } from './clock-time.ts';
import { civilDay } from './day-number.ts';
import { dayOf, isZoneOffset } from './shift-date.ts';
import { type Moment, startDay } from './study-start.ts';

/** A value counted from the start of its study, or why it is not. */
export type Counted =
  | { readonly kind: 'counted'; readonly text: string; readonly isBefore?: true }
  /** No date or time (PS3.5 6.2), or a date without its day. */
  | { readonly kind: 'invalid' }
  /** Too far from the start to be of this study: Study Date may be a dummy, and the value would tell itself. */
  | { readonly kind: 'far' }
  /** Nothing, or a dummy: it stays nothing, and needs no word. */
  | { readonly kind: 'nothing' };

const invalid: Counted = { kind: 'invalid' };
const far: Counted = { kind: 'far' };

/** A study is over after days. With a year, follow-up under one Study Instance UID still counts. */
const farthestDays = 366;

/** @param time of the same moment; empty when there is none, and the date moves by whole days. */
export function countDate(date: string, time: string, start: Moment): Counted {
  const text = date.trim();
  if (text === '' || isDummyDate(text))
    return isOwnStart(start) && text !== '' ? { kind: 'counted', text } : { kind: 'nothing' };
  const day = dayOf(text);
  if (day === null) return invalid;
  const clock = parseClockTime(time.trim());
  const moved = count({ day, micros: clock?.micros ?? start.micros }, start);
  return writeDay(moved.day, text.includes('.') ? '.' : '');
}

/** @param date of the same moment; empty when there is none, and the time turns around at midnight. */
export function countTime(time: string, date: string, start: Moment): Counted {
  const text = time.trim();
  if (text === '') return { kind: 'nothing' };
  const clock = parseClockTime(text);
  if (clock === null) return invalid;
  const day = dayOf(date);
  if (isDummyDate(date.trim()) && !isOwnStart(start)) return { kind: 'nothing' };
  const moved = count({ day: day ?? start.day, micros: clock.micros }, start);
  if (day !== null && isFar(moved.day)) return far;
  const counted = { kind: 'counted', text: formatClockTime(moved.micros, clock) } as const;
  return day === null && moved.day < startDay ? { ...counted, isBefore: true } : counted;
}

const dateTime = /^(\d{8})(\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?)?([+-]\d{4})?$/;

/** The offset of a zone stays: all clocks of the study move together, so what lies between two zones stays as well. */
export function countDateTime(value: string, start: Moment): Counted {
  const text = value.trim();
  const [, date = '', time = '', zone = ''] = dateTime.exec(text) ?? [];
  if (text === '' || (isDummyDate(text) && !isOwnStart(start))) return { kind: 'nothing' };
  const day = dayOf(date);
  const clock = time === '' ? null : parseClockTime(time);
  if (day === null || (time !== '' && clock === null) || (zone !== '' && !isZoneOffset(zone))) return invalid;
  const moved = count({ day, micros: clock?.micros ?? start.micros }, start);
  const written = writeDay(moved.day, '');
  if (written.kind !== 'counted') return written;
  return { kind: 'counted', text: `${written.text}${clock ? formatClockTime(moved.micros, clock) : ''}${zone}` };
}

function count({ day, micros }: Moment, start: Moment): Moment {
  const past = micros - start.micros;
  const days = Math.floor(past / microsPerDay);
  return { day: startDay + day - start.day + days, micros: past - days * microsPerDay };
}

function isFar(day: number): boolean {
  return Math.abs(day - startDay) > farthestDays;
}

function writeDay(day: number, joint: string): Counted {
  const civil = civilDay(day);
  if (civil === null || isFar(day)) return far;
  const { year, month, day: dayOfMonth } = civil;
  return {
    kind: 'counted',
    text: [year, ...[month, dayOfMonth].map((part) => `${part}`.padStart(2, '0'))].join(joint),
  };
}

/** A file that was counted before starts here already. */
function isOwnStart(start: Moment): boolean {
  return start.day === startDay && start.micros === 0;
}
