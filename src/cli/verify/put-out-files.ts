import { createReadStream } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../exit-status.ts';
import { isWithin } from '../settings/places.ts';
import { openZip } from './zip-members.ts';

/** Where outputs were put: what `verify` has to know of a folder or a ZIP. */
export type PutOutFiles = {
  /** Bytes of a file by its path below OUT; null where there is none. They end with an error where it cannot be read. */
  readonly open: (name: string) => Promise<AsyncIterable<Uint8Array> | null>;
  readonly count: () => Promise<number>;
};

/** @throws CommandError where OUT is no folder and no ZIP, or cannot be read */
export async function putOutFiles(out: string): Promise<PutOutFiles> {
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory()) return filesOfFolder(out, await realpath(out));
  const members = found === null ? null : await openZip(out);
  if (members === null) throw usageError('OUT cannot be listed: it is no folder and no whole ZIP, or may not be read.');
  return { open: async (name) => members.open(name), count: async () => members.count };
}

function filesOfFolder(out: string, real: string): PutOutFiles {
  return {
    open: async (name) => {
      // A receipt is somebody else's file: it opens nothing outside of OUT, and what is reached by a link is counted once, as a link.
      const place = path.join(real, name);
      const isThere = isWithin(place, real) && (await realpath(place).catch(() => null)) === place;
      return isThere ? createReadStream(place) : null;
    },
    count: () => countBelow(out),
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
