import { readdirSync } from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { fromSpreadsheetText } from '../../profile/spreadsheet-text.ts';
import { csvRow } from '../../report/csv.ts';
import { crcText, outputColumns } from '../../report/outputs-csv.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { crcOfFile, sha256OfFile } from '../output/hash-file.ts';
import { readInputFile } from '../settings/read-input-file.ts';
import type { Speech } from '../speech.ts';

const shown = 20;

/**
 * `nescio verify OUT RECEIPT`: compares a folder with what `outputs.csv` says of each file, by SHA-256, or by size and CRC-32 where
 * the page has made it. Output paths hold new identifiers
 * alone, so they are named.
 * @throws CommandError when they are not the same
 */
export async function verify(out: string, receipt: string, { say }: Speech): Promise<void> {
  const expected = readOutputs(await outputsText(receipt));
  const present = new Set(listFiles(out));
  const problems: string[] = [];
  for (const [name, checks] of expected) {
    if (!present.delete(name)) problems.push(`missing: ${name}`);
    else if (!(await isAsPutOut(path.join(out, name), checks))) problems.push(`not what was put out: ${name}`);
  }
  const unknown = present.size;
  for (const problem of problems.slice(0, shown)) say(problem);
  if (problems.length > shown) say(`and ${problems.length - shown} more`);
  const counts = `${expected.size - problems.length} of ${expected.size} files are as they were put out.`;
  // Their names are of somebody else's making.
  const beside = unknown === 0 ? '' : ` ${unknown} further files are there.`;
  if (problems.length > 0 || unknown > 0) throw new CommandError(`${counts}${beside}`);
  say(counts);
}

async function outputsText(receipt: string): Promise<string> {
  const bytes = readInputFile(receipt, 'receipt');
  if (!/\.zip$/i.test(receipt)) return new TextDecoder().decode(bytes);
  const zip = await JSZip.loadAsync(bytes).catch(() => null);
  const entry = zip?.file('outputs.csv');
  if (!entry) throw usageError('The receipt holds no outputs.csv.');
  return entry.async('string');
}

/** What is known of one output; `sha256` is null in the outputs of the page. */
type Checks = { readonly bytes: string; readonly crc32: string; readonly sha256: string | null };

async function isAsPutOut(place: string, { bytes, crc32, sha256 }: Checks): Promise<boolean> {
  if (sha256 !== null) return (await sha256OfFile(place)) === sha256;
  const found = await crcOfFile(place);
  return found !== null && String(found.sizeBytes) === bytes && crcText(found.crc32) === crc32;
}

const headers = [[...outputColumns], [...outputColumns, 'sha256']].map((columns) => csvRow(columns).trimEnd());

/** By path. No cell of this table has a quote or a line end in it. */
function readOutputs(text: string): ReadonlyMap<string, Checks> {
  const [header = '', ...rows] = text.trimEnd().split('\r\n');
  if (!headers.includes(header)) throw usageError('The receipt is no outputs.csv.');
  return new Map(
    rows.map((row) => {
      const [name = '', bytes = '', crc32 = '', sha256 = null] = row.slice(1, -1).split('","');
      return [fromSpreadsheetText(name), { bytes, crc32, sha256 }];
    }),
  );
}

function listFiles(out: string): readonly string[] {
  try {
    const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    return entries.map(({ parentPath, name }) =>
      path.relative(out, path.join(parentPath, name)).replaceAll(path.sep, '/'),
    );
  } catch {
    throw usageError('OUT cannot be listed.');
  }
}
