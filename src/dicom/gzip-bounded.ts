import { Gunzip, gzipSync } from 'fflate';
import { joinBytes } from './join-bytes.ts';

/** A step gives some thousand times as much at most, so that little is made beyond a limit. */
const stepBytes = 256;

/** Inflates a gzip stream (RFC 1952). @returns null when it is none, ends early, or gives more than `mostBytes` */
export function gunzipBounded(packed: Uint8Array, mostBytes: number): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let lengthBytes = 0;
  let hasEnded = false;
  const gunzip = new Gunzip((chunk, isLast) => {
    lengthBytes += chunk.length;
    hasEnded ||= isLast;
    if (chunk.length > 0 && lengthBytes <= mostBytes) chunks.push(chunk);
  });
  try {
    for (let at = 0; at < packed.length && lengthBytes <= mostBytes; at += stepBytes) {
      gunzip.push(packed.slice(at, at + stepBytes), at + stepBytes >= packed.length);
    }
  } catch {
    return null;
  }
  return hasEnded && lengthBytes <= mostBytes ? joinBytes(chunks) : null;
}

/** A gzip stream without name and time: the same bytes give the same stream. */
export function gzipBytes(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { mtime: 0 });
}
