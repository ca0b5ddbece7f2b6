import { createReadStream } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../exit-status.ts';
import { isWithin } from '../settings/places.ts';
import { compareBytes } from './compare-bytes.ts';
import type { KnownBy, ReceiptRow } from './receipt-rows.ts';
import { openZip } from './zip-members.ts';

/** What became of a file. `other-meta`: its File Meta Information was written anew, and all else is as it was put out. */
export type Sight = 'as-put-out' | 'other-meta' | 'missing' | 'changed';

/** Where outputs were put: what `verify` has to know of a folder, a ZIP or a server. */
export type PutOutFiles = {
  readonly knownBy: KnownBy;
  /** @throws CommandError where nobody can tell */
  readonly look: (row: ReceiptRow) => Promise<Sight>;
  /** How many `look` may be under way at once. */
  readonly mostAtOnce: number;
  /** Files that are there and were not looked for, asked at the end; null where nobody can tell. @param found those that were */
  readonly further: (found: number) => Promise<number | null>;
};

/** @throws CommandError where OUT is no folder and no ZIP, or cannot be read */
export async function putOutFiles(out: string): Promise<PutOutFiles> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory()) return filesOfFolder(out, await realpath(out));
  const members = found === null ? null : await openZip(out);
  if (members === null) throw usageError('OUT cannot be listed: it is no folder and no whole ZIP, or may not be read.');
  return {
    knownBy: 'path',
    look: looksBy(members.open),
    mostAtOnce: 1,
    further: async (known) => members.count - known,
  };
}

function filesOfFolder(out: string, real: string): PutOutFiles {
  const open = async (name: string) => {
    // A receipt is somebody else's file: it opens nothing outside of OUT, and what is reached by a link is counted once, as a link.
    const place = path.join(real, name);
    const isThere = isWithin(place, real) && (await realpath(place).catch(() => null)) === place;
    return isThere ? createReadStream(place) : null;
  };
  return {
    knownBy: 'path',
    look: looksBy(open),
    mostAtOnce: 1,
    further: async (known) => (await countBelow(out)) - known,
  };
}

type Open = (name: string) => AsyncIterable<Uint8Array> | null | Promise<AsyncIterable<Uint8Array> | null>;

/** Compares bytes of files by their path below OUT; `open` gives null where there is none. */
function looksBy(open: Open): PutOutFiles['look'] {
  return async (row) => {
    const bytes = await open(row.path);
    if (bytes === null) return 'missing';
    // Bytes that cannot be read to their end are not those either.
    const isSame = await compareBytes(bytes, row).catch(() => false);
    return isSame ? 'as-put-out' : 'changed';
  };
}

/** Files below a folder, whatever their kind; no list of them is made. @throws CommandError where a folder cannot be read */
async function countBelow(folder: string): Promise<number> {
  let count = 0;
  try {
    for await (const entry of await opendir(folder)) {
      count += entry.isDirectory() ? await countBelow(path.join(folder, entry.name)) : 1;
    }
  } catch {
    throw usageError('OUT cannot be listed: a folder in it cannot be read.');
  }
  return count;
}
