const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;

/**
 * How people write a day, folded as texts are: in all orders, with two or four digits of the year, with and without
 * leading zeros, with the name of the month in English.
 * @param date a DA value, or the beginning of a DT value @returns nothing for what is no day
 */
export function datesWritten(date: string): readonly string[] {
  const [, year, month, day] = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})/.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return [];
  const name = months[Number(month) - 1];
  const years = [year, year.slice(2)];
  const written = new Set<string>();
  for (const yearText of years) {
    for (const monthText of new Set([month, String(Number(month)), ...(name === undefined ? [] : [name])])) {
      for (const dayText of new Set([day, String(Number(day))])) {
        written.add(dayText + monthText + yearText);
        written.add(monthText + dayText + yearText);
        written.add(yearText + monthText + dayText);
      }
    }
  }
  // Four digits are hours as well, and sizes.
  return [...written].filter((text) => text.length >= 5);
}
