import type { FileEntry } from '@zip.js/zip.js';
import { pathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { openZipReader } from '../../sources/zip-reader.ts';

/** The members of a ZIP by their names, folders left out. */
export type ZipMembers = {
  /** Of two with one name, both count. */
  readonly count: number;
  /** Bytes of a member as they were before they were packed; null where there is none of this name. They end with an error where it is damaged. */
  readonly open: (name: string) => AsyncIterable<Uint8Array> | null;
};

/**
 * Reads the directory of a ZIP (APPNOTE 4.3.12), which is kept in memory: about 1 KB a member. Bytes of members are read when asked for.
 * @returns null where it cannot be read, or is no whole ZIP
 */
export async function openZip(place: string): Promise<ZipMembers | null> {
  const found = new Map<string, FileEntry>();
  let count = 0;
  try {
    const reader = await openZipReader(await pathBytes(place));
    for await (const entry of reader.getEntriesGenerator()) {
      if (!entry.directory) found.set(entry.filename, entry);
      // Something that only claims to be a folder counts with its data.
      if (!entry.directory || entry.uncompressedSize > 0) count += 1;
    }
  } catch {
    return null;
  }
  return {
    count,
    open: (name) => {
      const entry = found.get(name);
      return entry === undefined ? null : bytesOf(entry);
    },
  };
}

function bytesOf(entry: FileEntry): AsyncIterable<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  // What goes wrong here ends the stream with an error, which whoever reads it hears.
  entry.getData(writable).catch((error: unknown) => writable.abort(error).catch(() => undefined));
  return readable as unknown as AsyncIterable<Uint8Array>;
}
