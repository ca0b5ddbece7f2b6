import { createHash } from 'node:crypto';
import { crc32 } from '../../pipeline/archive/crc32.ts';

/** A finished output: a row of `outputs.csv`. */
export type WrittenFile = {
  readonly id: number;
  /** Below OUT, as the batch decided it. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** What its name has behind it where another output wants the same; known where runs share a folder. */
  readonly fingerprint?: string;
};

/** Told of each output when it is whole and where it belongs. */
export type NoteWritten = (file: WrittenFile) => Promise<void> | void;

/** Sums up bytes as they are written. @param knownCrc null where it has to be found */
export function createDigest(knownCrc: number | null) {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let crc = 0;
  return {
    add: (bytes: Uint8Array): void => {
      sizeBytes += bytes.length;
      hash.update(bytes);
      if (knownCrc === null) crc = crc32(bytes, crc);
    },
    end: (): Pick<WrittenFile, 'sizeBytes' | 'crc32' | 'sha256'> => ({
      sizeBytes,
      crc32: knownCrc ?? crc,
      sha256: hash.digest('hex'),
    }),
  };
}
