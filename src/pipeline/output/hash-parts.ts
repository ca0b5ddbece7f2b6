import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { OutputPart } from '../../dicom/edit.ts';
import type { InputBytes } from '../contracts/input-bytes.ts';
import { readRange } from './read-range.ts';

/** What is still in the input is read in windows of this size: memory stays flat whatever the file's size. */
const windowBytes = 4 * 1024 * 1024;

/** @returns SHA-256 of an output in lower-case hexadecimal; null when its input cannot be read any more */
export async function hashParts(parts: readonly OutputPart[], input: InputBytes): Promise<string | null> {
  const hash = sha256.create();
  for (const part of parts) {
    if (part.kind === 'bytes') {
      hash.update(part.bytes);
      continue;
    }
    for (let at = 0; at < part.lengthBytes; at += windowBytes) {
      const bytes = await readRange(input, part, at, Math.min(windowBytes, part.lengthBytes - at));
      if (bytes === null) return null;
      hash.update(bytes);
    }
  }
  return bytesToHex(hash.digest());
}
