import { CommandError } from '../exit-status.ts';
import type { Speech } from '../speech.ts';
import type { PutOutFiles, Sight } from './put-out-files.ts';
import { notStored, type ReceiptRow, receiptRows } from './receipt-rows.ts';

const shown = 20;

/**
 * `nescio verify OUT RECEIPT`: compares a folder, a ZIP or what a server has with what `outputs.csv` says of each file, by SHA-256, or by size
 * and CRC-32 where the page has made it; or a server with its `uploads.csv`. Output paths and UIDs are new identifiers, so they are named.
 * @throws CommandError when they are not the same
 */
export async function verify(files: PutOutFiles, receipt: string, { say }: Speech): Promise<void> {
  const seen: Record<Sight, number> = { 'as-put-out': 0, 'other-meta': 0, missing: 0, changed: 0 };
  const underWay = new Set<Promise<void>>();
  let expected = 0;
  let leftOver = 0;
  const take = (sight: Sight, { path }: ReceiptRow): void => {
    seen[sight] += 1;
    if (sight !== 'missing' && sight !== 'changed') return;
    if (seen.missing + seen.changed > shown) return;
    say(sight === 'missing' ? `missing: ${path}` : `not what was put out: ${path}`);
  };
  let problem: unknown = null;
  for await (const row of receiptRows(receipt, files.knownBy)) {
    if (row === notStored) {
      leftOver += 1;
      continue;
    }
    expected += 1;
    const looking: Promise<void> = files
      .look(row)
      .then((sight) => take(sight, row))
      .catch((error: unknown) => {
        problem ??= error;
      })
      .finally(() => underWay.delete(looking));
    underWay.add(looking);
    if (underWay.size >= files.mostAtOnce) await Promise.race(underWay);
    if (problem !== null) break;
  }
  await Promise.all(underWay);
  if (problem !== null) throw problem;
  if (expected === 0) throw new CommandError('The receipt names no file, so nothing was compared.');
  const { missing, changed } = seen;
  const unsaid = missing + changed - shown;
  if (unsaid > 0) say(`and ${unsaid} more`);
  if (leftOver > 0)
    say(
      `${leftOver} files of the receipt were not taken by the server when they were sent; it was not asked for them.`,
    );
  const further = await files.further(expected - missing);
  if (further === null)
    say('The server does not list the files of a series, so whether there are others is not known.');
  const counts = `${expected - missing - changed} of ${expected} files are as they were put out.${describeMeta(seen['other-meta'])}`;
  // Their names are of somebody else's making.
  const beside = further === null || further === 0 ? '' : ` ${further} further files are there.`;
  if (missing + changed > 0 || beside !== '') throw new CommandError(`${counts}${beside}`);
  say(counts);
}

function describeMeta(count: number): string {
  return count === 0
    ? ''
    : ` Of ${count} of them the server has written the File Meta Information anew, and nothing else.`;
}
