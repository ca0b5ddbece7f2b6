import { createReadStream } from 'node:fs';
import { comparePaths } from '../../pipeline/batch/output-path.ts';
import { readDelimited } from '../../profile/patient-table/read-delimited.ts';
import { fromSpreadsheetText } from '../../profile/spreadsheet-text.ts';
import { csvRow } from '../../report/csv.ts';
import { type OutputUids, outputColumns, uidColumns } from '../../report/outputs-csv.ts';
import { isStored, uploadColumns } from '../../report/uploads-csv.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { openZip } from './zip-members.ts';

/** What a receipt says of one output, `path` being the SOP Instance UID where it is `uploads.csv`; `sha256` and `uids` are null in the outputs of the page, `uids` in those of earlier versions too. */
export type ReceiptRow = {
  readonly path: string;
  readonly sizeBytes: number;
  /** Eight hexadecimal digits; '' in `uploads.csv`. */
  readonly crc32: string;
  readonly sha256: string | null;
  readonly uids: OutputUids | null;
};

/** By what OUT knows its files: a server knows no paths. */
export type KnownBy = 'path' | 'uids';

/** In place of a row: a file that the server did not take when the page sent it, as its `uploads.csv` says. */
export const notStored = 'not-stored';

/**
 * Reads `outputs.csv`, or the one in a receipt or in records, row by row: a receipt of many million files does not fit into memory.
 * The rows are in the order of their paths, so none can stand there twice. For a server also `uploads.csv` of the page, alone or in its
 * receipt, which is read as one text.
 * @throws CommandError where it cannot be read, or is something else
 */
export async function* receiptRows(receipt: string, knownBy: KnownBy): AsyncGenerator<ReceiptRow | typeof notStored> {
  let columns = 0;
  let previous = '';
  try {
    for await (const line of linesOf(await openText(receipt, knownBy))) {
      if (columns === 0) {
        if (line === uploadsHeader) {
          yield* uploadRows(receipt, knownBy);
          return;
        }
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

const uploadsHeader = csvRow(uploadColumns).trimEnd();

/** Of the page: what a server has said of each file that was sent to it, known by its UIDs. */
async function* uploadRows(receipt: string, knownBy: KnownBy): AsyncGenerator<ReceiptRow | typeof notStored> {
  if (knownBy !== 'uids') throw usageError(isOfServer);
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of await openText(receipt, knownBy)) text += decoder.decode(part, { stream: true });
  // Reasons are somebody else's texts: they may hold quotes, commas and line ends.
  const [, ...records] = readDelimited(text).records;
  for (const { cells } of records) {
    const cell = (name: (typeof uploadColumns)[number]) => cells[uploadColumns.indexOf(name)] ?? '';
    if (cells.length !== uploadColumns.length || !/^\d+$/.test(cell('bytes'))) throw isDamaged();
    if (!isStored(cell('status'))) {
      yield notStored;
      continue;
    }
    const instance = cell('sop_instance_uid');
    yield {
      path: instance,
      sizeBytes: Number(cell('bytes')),
      crc32: '',
      sha256: cell('sha256'),
      uids: [cell('study_instance_uid'), cell('series_instance_uid'), instance],
    };
  }
}

async function openText(receipt: string, knownBy: KnownBy): Promise<AsyncIterable<Uint8Array>> {
  if (!/\.zip$/i.test(receipt)) return createReadStream(receipt);
  const members = await openZip(receipt);
  if (members === null) throw isUnreadable();
  const member = (knownBy === 'uids' ? members.open('uploads.csv') : null) ?? members.open('outputs.csv');
  if (member === null) throw usageError('The receipt holds no outputs.csv.');
  return member;
}

const isOfServer =
  'The receipt says what a server has, and OUT is none. Take the outputs.csv of the same batch, or the address of the server.';
const isNone = () => usageError('The receipt is no outputs.csv.');
const isDamaged = () =>
  usageError('The receipt is damaged: its rows are not those of an outputs.csv, in the order of the paths.');
const isUnreadable = () => usageError('The receipt cannot be read. Check that it is there and that you may read it.');
