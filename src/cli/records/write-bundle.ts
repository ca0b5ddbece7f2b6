import { createWriteStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import type { BundleEntry } from '../../report/bundle.ts';

/** The date of the entries: equal input gives an equal archive. */
const entryDate = new Date(1980, 0, 1);

/**
 * Writes a bundle into a new file as a ZIP, as it comes. The file and what is read for it are closed however it ends.
 * @param file its descriptor
 * @throws the signal's reason when it aborts
 */
export async function writeBundle(file: number, entries: readonly BundleEntry[], signal: AbortSignal): Promise<void> {
  const stream = createWriteStream('', { fd: file });
  try {
    const { configure, ZipWriter } = await import('@zip.js/zip.js');
    configure({ useWebWorkers: false });
    const zip = new ZipWriter(Writable.toWeb(stream) as WritableStream<Uint8Array>);
    for (const { name, content } of entries) {
      // How long it will be nobody knows, so each has room for the size of ZIP64.
      const options = { level: 6, zip64: true, lastModDate: entryDate, extendedTimestamp: false };
      const text = Readable.from(content());
      try {
        await zip.add(name, Readable.toWeb(text) as ReadableStream<Uint8Array>, { ...options, signal });
      } finally {
        await destroyed(text);
      }
      signal.throwIfAborted();
    }
    await zip.close();
  } finally {
    await destroyed(stream);
  }
}

/** Waits until what a stream has open is closed. */
async function destroyed(stream: Readable | Writable): Promise<void> {
  if (stream.closed) return;
  const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()));
  stream.destroy();
  await closed;
}
