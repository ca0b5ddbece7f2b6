import type { InputBytes } from '../contracts/input-bytes.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { crc32 } from './crc32.ts';
import { type DeflateStretch, streamOfStretch } from './deflate-stretch.ts';
import { inflateInSteps } from './inflate-member.ts';

/**
 * The bytes of one member of a tar that is packed by gzip, from the stretches that it lies in alone.
 * @returns null when they are not what they were, `unreadable` when the archive cannot be read any more.
 */
export async function inflateStretches(
  content: Extract<InputContent, { kind: 'tar-gzip' }>,
): Promise<Uint8Array | null | { readonly kind: 'unreadable' }> {
  const { blob, stretches, skipBytes, inflatedSizeBytes } = content;
  const inflated = new Uint8Array(inflatedSizeBytes);
  let at = -skipBytes;
  for (const stretch of stretches) {
    const packed = await readStretch(blob, stretch);
    if (packed === null) return { kind: 'unreadable' };
    at -= stretch.window.length;
    const isSound = await inflateInSteps(packed, (bytes) => {
      const from = Math.max(0, -at);
      const to = Math.min(bytes.length, inflatedSizeBytes - at);
      if (from < to) inflated.set(bytes.subarray(from, to), at + from);
      at += bytes.length;
      return at < inflatedSizeBytes;
    });
    if (!isSound) return null;
  }
  return at >= inflatedSizeBytes && crc32(inflated) === content.crc32 ? inflated : null;
}

/** @returns the stretch as a stream of its own. */
async function readStretch(blob: InputBytes, stretch: DeflateStretch): Promise<Uint8Array<ArrayBuffer> | null> {
  const startBytes = Math.floor(stretch.startBit / 8);
  try {
    const packed = await blob.slice(startBytes, Math.ceil(stretch.endBit / 8)).arrayBuffer();
    const startBit = stretch.startBit - startBytes * 8;
    return streamOfStretch(new Uint8Array(packed), {
      ...stretch,
      startBit,
      endBit: stretch.endBit - startBytes * 8,
    });
  } catch {
    return null;
  }
}
