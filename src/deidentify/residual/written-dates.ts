const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/**
 * The usual ways to write a DICOM date (PS3.5 6.2 DA, `19640718`; the old `1964.07.18` too). @returns none when the text
 * is no whole date.
 */
export function writtenDates(date: string): readonly string[] {
  const parts = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date.trim());
  const [, year = '', month = '', day = ''] = parts ?? [];
  const long = months[Number(month) - 1];
  const short = long?.slice(0, 3);
  if (parts === null || long === undefined || Number(day) < 1 || Number(day) > 31) return [];
  const [m, d] = [`${Number(month)}`, `${Number(day)}`];
  const forms = [
    `${year}${month}${day}`,
    `${day}${month}${year}`,
    `${month}${day}${year}`,
    ...['-', '/', '.'].flatMap((separator) => [
      [year, month, day].join(separator),
      [day, month, year].join(separator),
      [month, day, year].join(separator),
      [year, m, d].join(separator),
      [d, m, year].join(separator),
      [m, d, year].join(separator),
      [day, short, year].join(separator),
    ]),
    ...[day, d].flatMap((written) => [
      `${written} ${short} ${year}`,
      `${written} ${long} ${year}`,
      `${short} ${written}, ${year}`,
      `${long} ${written}, ${year}`,
      `${written}${short}${year}`,
    ]),
  ];
  return [...new Set(forms)];
}
