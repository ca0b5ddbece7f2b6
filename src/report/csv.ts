import { toSpreadsheetText } from '../profile/spreadsheet-text.ts';

/**
 * The header or one record of a CSV file, line end included (RFC 4180). Every cell is quoted, and none holds text that a
 * spreadsheet would run, whichever separator it takes.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  return `"${toSpreadsheetText(text).replaceAll('"', '""')}"`;
}
