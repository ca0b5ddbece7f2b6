import { readdirSync } from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { fromSpreadsheetText } from '../../profile/spreadsheet-text.ts';
import { CommandError, usageError } from '../exit-status.ts';
import { sha256OfFile } from '../output/hash-file.ts';
import { readInputFile } from '../settings/read-input-file.ts';
import type { Speech } from '../speech.ts';

const shown = 20;

/**
 * `nescio verify OUT RECEIPT`: compares a folder with what `outputs.csv` says of each file. Output paths hold new identifiers
 * alone, so they are named.
 * @throws CommandError when they are not the same
 */
export async function verify(out: string, receipt: string, { say }: Speech): Promise<void> {
  const expected = readOutputs(await outputsText(receipt));
  const present = new Set(listFiles(out));
  const problems: string[] = [];
  for (const [name, sha256] of expected) {
    if (!present.delete(name)) problems.push(`missing: ${name}`);
    else if ((await sha256OfFile(path.join(out, name))) !== sha256) problems.push(`not what was put out: ${name}`);
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

/** SHA-256 by path. No cell of this table has a quote or a line end in it. */
function readOutputs(text: string): ReadonlyMap<string, string> {
  const [header, ...rows] = text.trimEnd().split('\r\n');
  if (header !== '"output_path","bytes","crc32","sha256"') throw usageError('The receipt is no outputs.csv.');
  return new Map(
    rows.map((row) => {
      const cells = row.slice(1, -1).split('","');
      return [fromSpreadsheetText(cells[0]!), cells[3] ?? ''];
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
