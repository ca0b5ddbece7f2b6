import { crc32OfBlob } from '../../pipeline/archive/crc32.ts';
import { centralHeader, endRecords, localHeader, type ZipEntry } from '../zip-format.ts';

/** One file of an archive that is sent. */
export type BlobEntry = { readonly path: string; readonly body: Blob };

/**
 * An archive of stored entries as a Blob of Blobs: contents are read once for their CRC and never copied. No data descriptors
 * (src/destinations/zip-format.ts).
 * @returns null when a content cannot be read any more
 */
export async function zipBlob(files: readonly BlobEntry[]): Promise<Blob | null> {
  const encoder = new TextEncoder();
  const pieces: BlobPart[] = [];
  const entries: ZipEntry[] = [];
  let offsetBytes = 0;
  for (const { path, body } of files) {
    const crc = await crc32OfBlob(body);
    if (crc === null) return null;
    const entry = { nameBytes: encoder.encode(path), sizeBytes: body.size, crc32: crc, offsetBytes };
    const header = localHeader(entry);
    pieces.push(header, body);
    entries.push(entry);
    offsetBytes += header.length + body.size;
  }
  const central = entries.map(centralHeader);
  const centralBytes = central.reduce((sum, { length }) => sum + length, 0);
  const end = endRecords(entries.length, offsetBytes, centralBytes) as Uint8Array<ArrayBuffer>;
  return new Blob([...pieces, ...central, end], { type: 'application/zip' });
}
