import { createHash } from 'node:crypto';
import { crc32 } from '../../pipeline/archive/crc32.ts';
import { crcText } from '../../report/outputs-csv.ts';
import type { ReceiptRow } from './receipt-rows.ts';

/** What is known of the bytes of an output. */
type Expected = Pick<ReceiptRow, 'sizeBytes' | 'crc32' | 'sha256'>;

/** Sums up bytes as they come, and says in the end whether they are those of a row: by SHA-256, or by CRC-32 where it has none. */
export function createComparison({ sha256, sizeBytes: expectedBytes, crc32: expectedCrc }: Expected) {
  const hash = sha256 === null ? null : createHash('sha256');
  let sizeBytes = 0;
  let crc = 0;
  return {
    add: (part: Uint8Array): void => {
      sizeBytes += part.length;
      if (hash === null) crc = crc32(part, crc);
      else hash.update(part);
    },
    /** True once more came than the row says, and so many bytes beside it. */
    isLonger: (moreBytes = 0): boolean => sizeBytes > expectedBytes + moreBytes,
    isSame: (): boolean => {
      if (sizeBytes !== expectedBytes) return false;
      return hash === null ? crcText(crc) === expectedCrc : hash.digest('hex') === sha256;
    },
  };
}

/** Ends with the first piece too many: bytes of somebody else may never end. @throws what reading them throws */
export async function compareBytes(bytes: AsyncIterable<Uint8Array>, expected: Expected): Promise<boolean> {
  const comparison = createComparison(expected);
  for await (const part of bytes) {
    comparison.add(part);
    if (comparison.isLonger()) return false;
  }
  return comparison.isSame();
}
