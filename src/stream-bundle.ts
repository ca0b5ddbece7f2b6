import { centralHeader, endRecords, localHeader, type ZipEntry } from './destinations/zip-format.ts';
import { crc32 } from './pipeline/archive/crc32.ts';
import type { BundleEntry } from './report/bundle.ts';

/** Small chunks travel together: a Blob for each line of a CSV would cost more than the text. */
const blockBytes = 4 * 1024 * 1024;

/**
 * Writes a bundle that is too large for JSZip. Each entry is drained into Blobs, which the browser keeps outside the
 * page's memory, so that its size and CRC are known before its header (ZIP64 where needed, stored). Nothing goes to the
 * origin private file system: records may hold originals, and those are never staged.
 * @throws the signal's reason when it aborts
 */
export async function streamBundle(entries: readonly BundleEntry[], signal: AbortSignal): Promise<Blob> {
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [];
  const written: ZipEntry[] = [];
  let offsetBytes = 0;
  for (const { name, content } of entries) {
    const { blob, crc } = await drain(content(), signal);
    const entry = { nameBytes: encoder.encode(name), sizeBytes: blob.size, crc32: crc, offsetBytes };
    const header = localHeader(entry);
    parts.push(header, blob);
    written.push(entry);
    offsetBytes += header.length + blob.size;
  }
  const directory = written.map((entry) => centralHeader(entry));
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  const end = endRecords(written.length, offsetBytes, directoryBytes);
  return new Blob([...parts, ...directory, end as BlobPart], { type: 'application/zip' });
}

async function drain(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<{ readonly blob: Blob; readonly crc: number }> {
  const blocks: Blob[] = [];
  let block: Uint8Array[] = [];
  let blockSize = 0;
  let crc = 0;
  const close = () => {
    blocks.push(new Blob(block as BlobPart[]));
    block = [];
    blockSize = 0;
  };
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    crc = crc32(chunk, crc);
    block.push(chunk);
    blockSize += chunk.length;
    if (blockSize >= blockBytes) {
      close();
    }
  }
  close();
  return { blob: new Blob(blocks), crc };
}
