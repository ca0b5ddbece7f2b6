import type { Writable } from 'node:stream';
import { copyParts } from '../../destinations/copy-parts.ts';
import type { Delivery, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import { describeFailure } from './describe-failure.ts';
import { tarBlockBytes, tarEnd, tarHeader } from './tar-format.ts';
import { createDigest, type NoteWritten } from './written-file.ts';

/** A tar that is written as it comes. What reads it is slower or faster; the next file waits for it. */
export function openTarOutput(stream: Writable, note: NoteWritten): Destination<null> {
  let failed: unknown = null;
  stream.on('error', (error) => {
    failed = error;
  });

  function append(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  async function write({ path, input, file }: Delivery): Promise<DeliveryResult> {
    if (failed !== null) return describeFailure(failed);
    const digest = createDigest(file.crc32);
    try {
      await append(tarHeader(path, file.sizeBytes));
      const copied = await copyParts(file.parts, input.content.blob, async (bytes) => {
        digest.add(bytes);
        await append(bytes);
      });
      // The header is out, so the tar cannot go on without these bytes.
      if (copied !== file.sizeBytes) return brokenOff;
      const rest = file.sizeBytes % tarBlockBytes;
      if (rest > 0) await append(new Uint8Array(tarBlockBytes - rest));
      await note({ id: input.id, path, ...digest.end() });
      return { kind: 'written' };
    } catch (error) {
      return describeFailure(error);
    }
  }

  return {
    write,
    close: async () => {
      try {
        await append(tarEnd);
        return null;
      } catch (error) {
        return describeFailure(error);
      }
    },
    abort: async () => undefined,
  };
}

const brokenOff = {
  kind: 'internal',
  message: 'A file changed while it was written, so the tar ends in the middle of it. Throw it away and run it again.',
} as const;
