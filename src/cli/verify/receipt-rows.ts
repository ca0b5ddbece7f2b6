import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fromSpreadsheetText } from '../../profile/spreadsheet-text.ts';
import { csvRow } from '../../report/csv.ts';
import { outputColumns } from '../../report/outputs-csv.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { openZip } from './zip-members.ts';

/** What `outputs.csv` says of one output; `sha256` is null in the outputs of the page. */
export type ReceiptRow = {
  readonly path: string;
  readonly sizeBytes: number;
  /** Eight hexadecimal digits. */
  readonly crc32: string;
  readonly sha256: string | null;
};

/**
 * Reads `outputs.csv`, or the one in a receipt or in records, row by row: a receipt of many million files does not fit into memory.
 * @throws CommandError where it cannot be read, or is something else
 */
export async function* receiptRows(receipt: string): AsyncGenerator<ReceiptRow> {
  let previous: string | null = null;
  let columns = 0;
  try {
    // No cell of this table has a quote or a line end in it.
    for await (const line of createInterface({ input: await openText(receipt), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (columns === 0) {
        columns = headers.indexOf(line) + outputColumns.length;
        if (columns < outputColumns.length) throw usageError('The receipt is no outputs.csv.');
        continue;
      }
      const cells = line.slice(1, -1).split('","');
      const [name = '', bytes = '', crc32 = '', sha256 = null] = cells;
      const path = fromSpreadsheetText(name);
      // The rows are in the order of the paths.
      if (cells.length !== columns || path === previous) throw usageError('The receipt is damaged.');
      previous = path;
      yield { path, sizeBytes: Number(bytes), crc32, sha256 };
    }
  } catch (error) {
    throw error instanceof CommandError ? error : unreadable();
  }
  if (columns === 0) throw usageError('The receipt is no outputs.csv.');
}

const headers = [[...outputColumns], [...outputColumns, 'sha256']].map((names) => csvRow(names).trimEnd());

async function openText(receipt: string): Promise<Readable> {
  if (!/\.zip$/i.test(receipt)) return createReadStream(receipt);
  const members = await openZip(receipt);
  if (members === null) throw unreadable();
  const member = members.open('outputs.csv');
  if (member === null) throw usageError('The receipt holds no outputs.csv.');
  return Readable.from(member);
}

function unreadable() {
  return usageError('The receipt cannot be read. Check that it is there and that you may read it.');
}
