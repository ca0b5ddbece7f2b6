import { joinBytes } from '../../dicom/join-bytes.ts';
import { crc32 } from './crc32.ts';
import { gzipTrailerBytes, readGzipHeader } from './gzip-header.ts';
import { inflateByPlatform } from './inflate-member.ts';
import type { GzipLimits } from './read-gzip.ts';

/** What an honest gzip file never exceeds (see src/sources/zip-limits.ts). */
export const gzipRatioLimits = { ratio: 1000, ratioFromBytes: 16 * 1024 * 1024, members: 65_536 } as const;

/**
 * Inflates a gzip file (RFC 1952): one member by the platform, several by the slower way that knows where each ends.
 * @param stated size and CRC at the end of the file, which are those of the last member, or nothing where it was cut
 * @returns null for what is damaged
 */
export async function inflateGzip(
  packed: Uint8Array<ArrayBuffer>,
  stated: { readonly sizeBytes: number; readonly crc32: number },
  largestBytes: number,
): Promise<Uint8Array | null | 'too-large'> {
  const header = readGzipHeader(packed.subarray(0, 1024 * 1024));
  if (header === null || header === 'cut') return null;
  if (stated.sizeBytes <= largestBytes) {
    const single = await inflateByPlatform(packed.subarray(header.lengthBytes, -gzipTrailerBytes), stated.sizeBytes);
    if (single !== null && crc32(single) === stated.crc32) return single;
  }
  return inflateMembers(packed, { ...gzipRatioLimits, sizeBytes: largestBytes, stretchBytes: 0 });
}

async function inflateMembers(packed: Uint8Array<ArrayBuffer>, limits: GzipLimits) {
  const { readGzip } = await import('./read-gzip.ts');
  const pieces: Uint8Array[] = [];
  const reading = readGzip(new Blob([packed]), limits);
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) pieces.push(step.value.bytes.slice());
  const { problem } = step.value;
  if (problem === 'too-large' || problem === 'unlike') return 'too-large';
  return problem === null ? joinBytes(pieces) : null;
}
