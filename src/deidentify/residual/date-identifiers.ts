import { boundedMemo } from '../bounded-memo.ts';
import type { Identifier } from './identifier.ts';
import { allMonthNames, monthNames } from './month-names.ts';

type Form = Pick<Identifier, 'letters' | 'edges' | 'joints' | 'beside'>;

/**
 * The forms of a DICOM date (PS3.5 6.2 DA, `19640718`; the old `1964.07.18` too). @returns none for anything else
 * @param inAnyMonth true to take the name of any month between day and year: names of months are those of others elsewhere
 *   (`listopad` is October in Croatian and November in Polish)
 */
export function dateIdentifiers(date: string, label: string, inAnyMonth: boolean): readonly Identifier[] {
  const forms = (inAnyMonth ? formsInAnyMonth : formsOf)(date.trim());
  return forms.map((form) => ({ ...form, label, isWord: false, written: null }));
}

const mostRemembered = 256;
const formsOf = boundedMemo((date) => makeForms(date, false), mostRemembered);
const formsInAnyMonth = boundedMemo((date) => makeForms(date, true), mostRemembered);

function makeForms(date: string, inAnyMonth: boolean): readonly Form[] {
  const parts = /^(\d{4})([.-]?)(\d{2})\2(\d{2})$/.exec(date);
  const [, year = '', , month = '', day = ''] = parts ?? [];
  if (parts === null || !isWithin(Number(month), 12) || !isWithin(Number(day), 31)) return [];
  const forms = [
    ...inDigits(year, month, day),
    ...inEra(Number(year), month, day),
    ...withMonth(year, Number(day), inAnyMonth ? allMonthNames : monthNames(Number(month))),
  ];
  return [...new Map(forms.map((form) => [`${form.letters} ${placesOf(form)}`, form])).values()];
}

function placesOf({ joints }: Form): string {
  return typeof joints === 'object' ? `${joints.at} ${joints.isRequired}` : joints;
}

function isWithin(number: number, most: number): boolean {
  return number >= 1 && number <= most;
}

/** Year first, day first, month first; with four digits of the year or two; with leading zeros or without. */
function inDigits(year: string, month: string, day: string): readonly Form[] {
  const years = [year, year.slice(2)];
  const months = distinct([month, `${Number(month)}`]);
  const days = distinct([day, `${Number(day)}`]);
  return years.flatMap((y) =>
    months.flatMap((m) =>
      days.flatMap((d) =>
        [
          [y, m, d],
          [d, m, y],
          [m, d, y],
        ].map((order) => form(order, m.length + d.length === 4, y.length === 4)),
      ),
    ),
  );
}

/** Digits without zeros or separators could be anything: `1841937` is a number, `18.4.1937` a date. */
function form(order: readonly string[], isPadded: boolean, hasCentury: boolean): Form {
  const [first = '', second = ''] = order;
  const isYearFirst = hasCentury && first.length === 4;
  return {
    letters: order.join(''),
    edges: isYearFirst && isPadded ? 'stamp' : hasCentury ? 'part' : 'alone',
    joints: { at: [first.length, first.length + second.length], isRequired: !isPadded },
    beside: null,
  };
}

/** Eras of Japan, with the year before their first. */
const eras: readonly (readonly [names: readonly string[], yearBefore: number, last: number])[] = [
  [['明治', 'm'], 1867, 1912],
  [['大正', 't'], 1911, 1926],
  [['昭和', 's'], 1925, 1989],
  [['平成', 'h'], 1988, 2019],
  [['令和', 'r'], 2018, 9999],
];

/** As Japanese documents have it: `昭和39年7月18日`, `S39.7.18`. */
function inEra(year: number, month: string, day: string): readonly Form[] {
  return eras
    .filter(([, yearBefore, last]) => year > yearBefore && year <= last)
    .flatMap(([names, yearBefore]) =>
      names.flatMap((name) =>
        distinct([`${year - yearBefore}`, `${year - yearBefore}`.padStart(2, '0')]).flatMap((y) =>
          distinct([month, `${Number(month)}`]).flatMap((m) =>
            distinct([day, `${Number(day)}`]).map((d) => form([name + y, m, d], false, true)),
          ),
        ),
      ),
    );
}

function withMonth(year: string, day: number, names: readonly string[]): readonly Form[] {
  const beside = { day, year };
  return names.map((letters) => ({ letters, edges: 'part', joints: noJoints, beside }));
}

const noJoints = { at: [], isRequired: false } as const;

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
