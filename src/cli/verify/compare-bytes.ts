import { createHash } from 'node:crypto';
import { crc32 } from '../../pipeline/file/crc32.ts';
import { crcText } from '../../report/outputs-csv.ts';
import type { ReceiptRow } from './receipt-rows.ts';

/** Sums up bytes as they come, and says in the end whether they are those of a row: by SHA-256, or by CRC-32 where it has none. */
export function createComparison({ sha256, sizeBytes: expectedBytes, crc32: expectedCrc }: ReceiptRow) {
  const hash = sha256 === null ? null : createHash('sha256');
  let sizeBytes = 0;
  let crc = 0;
  return {
    add: (part: Uint8Array): void => {
      sizeBytes += part.length;
      if (hash === null) crc = crc32(part, crc);
      else hash.update(part);
    },
    isSame: (): boolean => {
      if (sizeBytes !== expectedBytes) return false;
      return hash === null ? crcText(crc) === expectedCrc : hash.digest('hex') === sha256;
    },
  };
}

/** @returns false as well for bytes that cannot be read to their end */
export async function isAsPutOut(bytes: AsyncIterable<Uint8Array>, row: ReceiptRow): Promise<boolean> {
  const comparison = createComparison(row);
  try {
    for await (const part of bytes) comparison.add(part);
  } catch {
    return false;
  }
  return comparison.isSame();
}
