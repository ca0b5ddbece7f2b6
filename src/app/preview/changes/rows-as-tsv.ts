import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { toSpreadsheetText } from '../../../profile/spreadsheet-text.ts';

const HEADS = ['Tag', 'Path', 'Attribute', 'VR', 'Before', 'After', 'Action', 'Reason'];

/** One row as cells between tabs, without a line end. */
export function rowAsTsv(row: DiffRow): string {
  const { tag, path, name, vr, before, after, action, reason } = row;
  return [tag, path, name, vr, before ?? '', after ?? '', action, reason].map(tsvCell).join('\t');
}

/** A table that spreadsheets take: heads first. Takes a turn every thousand rows. */
export function* rowsAsTsv(rows: readonly DiffRow[]): Generator<void, string> {
  const lines = [HEADS.join('\t')];
  for (const row of rows) {
    lines.push(rowAsTsv(row));
    if (lines.length % 1000 === 0) yield;
  }
  return `${lines.join('\n')}\n`;
}

/** Tabs and line ends part cells and rows, and the format has no quotes: they become spaces. */
function tsvCell(text: string): string {
  return toSpreadsheetText(text.replaceAll(/[\t\r\n]+/g, ' '));
}
