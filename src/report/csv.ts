import { toSpreadsheetText } from '../profile/spreadsheet-text.ts';

/**
 * The header or one record of a CSV file, line end included (RFC 4180). Every cell is quoted, and none holds text that a
 * spreadsheet would run, whichever separator it takes.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export function csvCell(text: string): string {
  return nothingToGuard.test(text) ? `"${text}"` : `"${toSpreadsheetText(text).replaceAll('"', '""')}"`;
}

/** Most paths, UIDs and numbers: nothing in it is a quote or can come before a formula. Told apart because that is quick. */
const nothingToGuard = /^[A-Za-z0-9./_][A-Za-z0-9./_-]*$/;
