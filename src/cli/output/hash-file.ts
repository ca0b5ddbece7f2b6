import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32 } from '../../pipeline/file/crc32.ts';

/** SHA-256 of a file's bytes, in hexadecimal; null when it cannot be read. */
export async function sha256OfFile(place: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(place), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

/** CRC-32 of a file's bytes, and how many they are; null when it cannot be read. */
export async function crcOfFile(place: string): Promise<{ readonly sizeBytes: number; readonly crc32: number } | null> {
  let sizeBytes = 0;
  let crc = 0;
  try {
    for await (const bytes of createReadStream(place) as AsyncIterable<Uint8Array>) {
      sizeBytes += bytes.length;
      crc = crc32(bytes, crc);
    }
  } catch {
    return null;
  }
  return { sizeBytes, crc32: crc };
}
