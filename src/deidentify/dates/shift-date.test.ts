import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDay, dayNumber } from './day-number.ts';
import { dayOf, shiftValue, type TemporalKind } from './shift-date.ts';

describe('shiftValue', () => {
  it.each<[string, TemporalKind, string, number, string]>([
    ['a date across a leap day (PS3.5 6.2 DA)', 'date', '20240301', -1, '20240229'],
    ['a date across a year', 'date', '20250105', -10, '20241226'],
    ['the old form with points', 'date', '1994.03.01', -1, '1994.02.28'],
    ['a range of dates', 'date', '20200101-20200131', -31, '20191201-20191231'],
    ['a range with an open end', 'date', '20200101-', -1, '20191231-'],
    ['a range with an open beginning', 'date', '-20200101', -1, '-20191231'],
    ['a padded date', 'date', ' 20200102 ', -1, '20200101'],
    ['a date into the future', 'date', '20200101', 366, '20210101'],
    ['a year alone (PS3.5 6.2 DT)', 'datetime', '2020', -1, '2019'],
    ['a year and month', 'datetime', '202003', -1, '202002'],
    ['a day without a time', 'datetime', '20200301', -1, '20200229'],
    ['hours', 'datetime', '2020030107', -1, '2020022907'],
    ['fractions and zone', 'datetime', '20200301070809.123456+0530', -1, '20200229070809.123456+0530'],
    ['a zone behind the year alone', 'datetime', '2020-0500', -1, '2019-0500'],
    ['a range of date times', 'datetime', '20200301070809-20200302', -1, '20200229070809-20200301'],
    [
      'a range of date times with zones',
      'datetime',
      '2020030107-0500-2020030207-0500',
      -1,
      '2020022907-0500-2020030107-0500',
    ],
    ['a time not at all', 'time', '235959.999999', -9, '235959.999999'],
    ['the old form of a time not at all', 'time', '07:08:09', -9, '07:08:09'],
    ['a range of times not at all', 'time', '0700-0800', -9, '0700-0800'],
    ['a zone offset not at all', 'offset', '-0500', -9, '-0500'],
    ['an empty value not at all', 'date', '', -9, ''],
    ['our own dummy not at all, as it would tell the shift', 'date', '19000101', -9, '19000101'],
  ])('moves %s', (_, kind, value, days, expected) => {
    expect(shiftValue(value, kind, days)).toBe(expected);
  });

  it.each<[TemporalKind, string]>([
    ['date', '2020'],
    ['date', '202003'],
    ['date', '20200230'],
    ['date', '20201301'],
    ['date', '2020-03-01'],
    ['date', '2020.03.1'],
    ['date', 'Jane Doe'],
    ['date', '-'],
    ['date', '00010101'],
    ['datetime', '20200301250000'],
    ['datetime', '20200301070809.1234567'],
    ['datetime', '20200301070809+1500'],
    ['datetime', '202003017'],
    ['time', '2400'],
    ['time', '1260'],
    ['time', 'noon'],
    ['time', '07:0809'],
    ['offset', '0500'],
    ['offset', '+1430'],
    ['offset', 'EST'],
  ])('takes %s "%s" for invalid', (kind, value) => {
    expect(shiftValue(value, kind, -1)).toBeNull();
  });

  it('moves every day of the calendar by exactly the days asked for', () => {
    const first = dayNumber({ year: 1900, month: 1, day: 2 })!;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), fc.integer({ min: 1, max: 36_500 }), (offset, days) => {
        const { year, month, day } = civilDay(first + offset)!;
        const text = `${year}${`${month}`.padStart(2, '0')}${`${day}`.padStart(2, '0')}`;
        const moved = shiftValue(text, 'date', -days);
        expect(dayOf(moved ?? '')).toBe(first + offset - days);
      }),
    );
  });

  it('never leaves a valid date where it was', () => {
    const part = (max: number) => fc.integer({ min: 1, max }).map((value) => `${value}`.padStart(2, '0'));
    const year = fc.integer({ min: 1901, max: 2100 }).map(String);
    const text = fc
      .tuple(year, part(12), part(28), fc.constantFrom(4, 6, 8))
      .map(([y, m, d, n]) => `${y}${m}${d}`.slice(0, n));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 3650 }), (value, days) => {
        const moved = shiftValue(value, 'datetime', -days) ?? '';
        expect(moved).toHaveLength(value.length);
        expect(moved < value).toBe(true);
      }),
    );
  });
});

describe('day numbers', () => {
  it('count one by one through 800 years', () => {
    const start = dayNumber({ year: 1600, month: 1, day: 1 })!;
    const end = dayNumber({ year: 2400, month: 1, day: 1 })!;
    expect(end - start).toBe(292_194);
    for (let number = start; number < end; number++) {
      if (dayNumber(civilDay(number)!) !== number) expect(civilDay(number)).toBe(number);
    }
  });

  it.each([
    [1900, 2, 29],
    [2023, 4, 31],
    [2023, 0, 1],
    [2023, 13, 1],
    [0, 1, 1],
  ])('know no %i-%i-%i', (year, month, day) => {
    expect(dayNumber({ year, month, day })).toBeNull();
  });
});
