import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The platform's own hash is faster and wants all bytes at once; larger files are hashed by window. */
const wholeBytes = 32 * 1024 * 1024;
const windowBytes = 4 * 1024 * 1024;

/** SHA-256 in lower-case hexadecimal digits. Rejects when the bytes cannot be read any more. */
export async function hashBlob(blob: Blob): Promise<string> {
  if (blob.size <= wholeBytes) {
    return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
  }
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += windowBytes) {
    hash.update(new Uint8Array(await blob.slice(at, at + windowBytes).arrayBuffer()));
  }
  return bytesToHex(hash.digest());
}
