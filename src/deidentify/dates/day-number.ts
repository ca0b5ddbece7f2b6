/** A day of the Gregorian calendar, which DICOM dates are in (PS3.5 6.2). */
export type CivilDay = { readonly year: number; readonly month: number; readonly day: number };

/**
 * Days from 0000-03-01, so that dates can be moved and compared by whole days.
 * @returns null for a day that no calendar has, or a year that four digits cannot write.
 */
export function dayNumber({ year, month, day }: CivilDay): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // Years begin in March here: the leap day is their last, and month lengths repeat.
  const shiftedYear = month > 2 ? year : year - 1;
  const shiftedMonth = (month + 9) % 12;
  const leaps = Math.floor(shiftedYear / 4) - Math.floor(shiftedYear / 100) + Math.floor(shiftedYear / 400);
  return 365 * shiftedYear + leaps + Math.floor((153 * shiftedMonth + 2) / 5) + day - 1;
}

/** The day of a number of `dayNumber`. @returns null before the year 1 and after 9999. */
export function civilDay(number: number): CivilDay | null {
  const era = Math.floor(number / daysPerEra);
  const dayOfEra = number - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  if (year < 1 || year > 9999) return null;
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** 400 years repeat. */
const daysPerEra = 146_097;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
