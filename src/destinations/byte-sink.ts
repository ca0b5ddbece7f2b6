import type { OutputFile } from './output-file.ts';

/** Appends to an output file and gathers small pieces. It can go back, to patch bytes or to forget all after a point. */
export type ByteSink = {
  /** Offset of the next byte. */
  readonly positionBytes: () => number;
  readonly append: (bytes: Uint8Array) => Promise<void>;
  /** Overwrites bytes appended earlier. */
  readonly patch: (offsetBytes: number, bytes: Uint8Array) => Promise<void>;
  /** Forgets everything from here on; the next append lands here. */
  readonly rewind: (offsetBytes: number) => void;
  /** Writes what is left and ends the file. @returns its size in bytes. */
  readonly finish: () => Promise<number>;
};

/** Each call to the file costs, most of all on a writable stream, so small pieces travel together. */
const bufferBytes = 1024 * 1024;

export function createByteSink(file: OutputFile): ByteSink {
  let buffer = new Uint8Array(bufferBytes);
  /** Bytes before this offset are with the file; the rest is in the buffer. */
  let flushedBytes = 0;
  let buffered = 0;

  async function flush(): Promise<void> {
    if (buffered === 0) return;
    await file.writeAt(flushedBytes, buffer.subarray(0, buffered));
    flushedBytes += buffered;
    buffered = 0;
  }

  async function append(bytes: Uint8Array): Promise<void> {
    if (buffered + bytes.length > bufferBytes) await flush();
    if (bytes.length >= bufferBytes) {
      await file.writeAt(flushedBytes, bytes);
      flushedBytes += bytes.length;
    } else {
      buffer.set(bytes, buffered);
      buffered += bytes.length;
    }
  }

  return {
    positionBytes: () => flushedBytes + buffered,
    append,
    patch: async (offsetBytes, bytes) => {
      // Split at the border of file and buffer: a header may lie on both sides.
      const inFile = bytes.subarray(0, Math.max(0, Math.min(bytes.length, flushedBytes - offsetBytes)));
      const inBuffer = bytes.subarray(inFile.length);
      if (inFile.length > 0) await file.writeAt(offsetBytes, inFile);
      if (inBuffer.length > 0) buffer.set(inBuffer, offsetBytes + inFile.length - flushedBytes);
    },
    rewind: (offsetBytes) => {
      if (offsetBytes < flushedBytes) {
        // Bytes behind this point are overwritten by later appends, or cut off by `finish`.
        flushedBytes = offsetBytes;
        buffered = 0;
      } else {
        buffered = offsetBytes - flushedBytes;
      }
    },
    finish: async () => {
      await flush();
      await file.finish(flushedBytes);
      buffer = new Uint8Array(0);
      return flushedBytes;
    },
  };
}
