import { createReadStream } from 'node:fs';
import { comparePaths } from '../../pipeline/batch/output-path.ts';
import { fromSpreadsheetText } from '../../profile/spreadsheet-text.ts';
import { csvRow } from '../../report/csv.ts';
import { type OutputUids, outputColumns, uidColumns } from '../../report/outputs-csv.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { openZip } from './zip-members.ts';

/** What `outputs.csv` says of one output; `sha256` and `uids` are null in the outputs of the page, `uids` in those of earlier versions too. */
export type ReceiptRow = {
  readonly path: string;
  readonly sizeBytes: number;
  /** Eight hexadecimal digits. */
  readonly crc32: string;
  readonly sha256: string | null;
  readonly uids: OutputUids | null;
};

/**
 * Reads `outputs.csv`, or the one in a receipt or in records, row by row: a receipt of many million files does not fit into memory.
 * The rows are in the order of their paths, so none can stand there twice.
 * @throws CommandError where it cannot be read, or is something else
 */
export async function* receiptRows(receipt: string): AsyncGenerator<ReceiptRow> {
  let columns = 0;
  let previous = '';
  try {
    for await (const line of linesOf(await openText(receipt))) {
      if (columns === 0) {
        columns = headers.find(({ text }) => text === line)?.columns ?? 0;
        if (columns === 0) throw isNone();
        continue;
      }
      const row = rowOf(line, columns);
      if (row === null || comparePaths(previous, row.path) >= 0) throw isDamaged();
      previous = row.path;
      yield row;
    }
  } catch (error) {
    throw error instanceof CommandError ? error : isUnreadable();
  }
  if (columns === 0) throw isNone();
}

const hashedColumns = [...outputColumns, 'sha256'];
const headers = [outputColumns, hashedColumns, [...hashedColumns, ...uidColumns]].map((names) => ({
  text: csvRow([...names]).trimEnd(),
  columns: names.length,
}));

/** No cell of this table has a quote or a line end in it. @returns null for a line that is no row */
function rowOf(line: string, columns: number): ReceiptRow | null {
  const cells = line.slice(1, -1).split('","');
  const [name = '', bytes = '', crc32 = '', sha256 = null, ...uids] = cells;
  if (cells.length !== columns || !/^\d+$/.test(bytes)) return null;
  const named = uids.length === uidColumns.length ? (uids as unknown as OutputUids) : null;
  return { path: fromSpreadsheetText(name), sizeBytes: Number(bytes), crc32, sha256, uids: named };
}

/** No path is as long as this. */
const longestLine = 64 * 1024;

/** The lines that are not empty. @throws CommandError at a line that never ends */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of bytes) {
    const lines = (rest + decoder.decode(part, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw isDamaged();
    for (const line of lines) if (line !== '') yield line;
  }
  if (rest !== '') yield rest;
}

async function openText(receipt: string): Promise<AsyncIterable<Uint8Array>> {
  if (!/\.zip$/i.test(receipt)) return createReadStream(receipt);
  const members = await openZip(receipt);
  if (members === null) throw isUnreadable();
  const member = members.open('outputs.csv');
  if (member === null) throw usageError('The receipt holds no outputs.csv.');
  return member;
}

const isNone = () => usageError('The receipt is no outputs.csv.');
const isDamaged = () =>
  usageError('The receipt is damaged: its rows are not those of an outputs.csv, in the order of the paths.');
const isUnreadable = () => usageError('The receipt cannot be read. Check that it is there and that you may read it.');
