import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

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
