/** The header or one record of a CSV file, line end included (RFC 4180). */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * One cell. Text that a spreadsheet would run as a formula gets a `'` in front: cells starting with `=`, `+`, `-` or `@`,
 * their full-width forms, or white space that hides them. Quotes are put where commas, quotes or line ends need them.
 */
export function csvCell(text: string): string {
  const harmless = withoutFormula(text);
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Text that a spreadsheet takes as text: with a `'` in front where it would run it. */
export function withoutFormula(text: string): string {
  return startsFormula.test(text) ? `'${text}` : text;
}

/** @see OWASP, CSV Injection */
const startsFormula = /^[=+\-@＝＋－＠\t\r\n]/;
const needsQuotes = /[",\r\n]/;
