import { createWriteStream, renameSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import type { BundleEntry } from '../../report/bundle.ts';

/** The date of the entries: equal input gives an equal archive. */
const entryDate = new Date(1980, 0, 1);

/**
 * Writes a bundle into a new ZIP file for its owner alone, as it comes. It has its name once it is whole.
 * @throws the signal's reason when it aborts
 */
export async function writeBundle(place: string, entries: readonly BundleEntry[], signal: AbortSignal): Promise<void> {
  const { configure, ZipWriter } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const part = `${place}.part`;
  const stream = createWriteStream(part, { flags: 'wx', mode: 0o600 });
  const zip = new ZipWriter(Writable.toWeb(stream) as WritableStream<Uint8Array>);
  for (const { name, content } of entries) {
    // How long it will be nobody knows, so each has room for the size of ZIP64.
    const options = { level: 6, zip64: true, lastModDate: entryDate, extendedTimestamp: false };
    await zip.add(name, Readable.toWeb(Readable.from(content())) as ReadableStream<Uint8Array>, { ...options, signal });
    signal.throwIfAborted();
  }
  await zip.close();
  renameSync(part, place);
}
