import { createHash } from 'node:crypto';
import { crc32 } from '../../pipeline/file/crc32.ts';
import { crcText } from '../../report/outputs-csv.ts';
import { CommandError } from '../exit-status.ts';
import type { Speech } from '../speech.ts';
import { putOutFiles } from './put-out-files.ts';
import { type ReceiptRow, receiptRows } from './receipt-rows.ts';

const shown = 20;

/**
 * `nescio verify OUT RECEIPT`: compares a folder or a ZIP with what `outputs.csv` says of each file, by SHA-256, or by size and CRC-32
 * where the page has made it. Output paths hold new identifiers alone, so they are named.
 * @throws CommandError when they are not the same
 */
export async function verify(out: string, receipt: string, { say }: Speech): Promise<void> {
  const files = await putOutFiles(out);
  let expected = 0;
  let missing = 0;
  let changed = 0;
  const tell = (problem: string): void => {
    if (missing + changed <= shown) say(problem);
  };
  for await (const row of receiptRows(receipt)) {
    expected += 1;
    const bytes = await files.open(row.path);
    if (bytes === null) {
      missing += 1;
      tell(`missing: ${row.path}`);
    } else if (!(await isAsPutOut(bytes, row))) {
      changed += 1;
      tell(`not what was put out: ${row.path}`);
    }
  }
  const unsaid = missing + changed - shown;
  if (unsaid > 0) say(`and ${unsaid} more`);
  const unknown = (await files.count()) - (expected - missing);
  const counts = `${expected - missing - changed} of ${expected} files are as they were put out.`;
  // Their names are of somebody else's making.
  const beside = unknown === 0 ? '' : ` ${unknown} further files are there.`;
  if (missing + changed > 0 || unknown !== 0) throw new CommandError(`${counts}${beside}`);
  say(counts);
}

async function isAsPutOut(bytes: AsyncIterable<Uint8Array>, row: ReceiptRow): Promise<boolean> {
  const hash = row.sha256 === null ? null : createHash('sha256');
  let sizeBytes = 0;
  let crc = 0;
  try {
    for await (const part of bytes) {
      sizeBytes += part.length;
      if (hash === null) crc = crc32(part, crc);
      else hash.update(part);
    }
  } catch {
    return false;
  }
  if (sizeBytes !== row.sizeBytes) return false;
  return hash === null ? crcText(crc) === row.crc32 : hash.digest('hex') === row.sha256;
}
