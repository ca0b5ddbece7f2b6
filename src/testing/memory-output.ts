import type { OutputFile } from '../destinations/output-file.ts';

/** An output file in memory. Its size says what it would be on disk. */
export type MemoryOutput = OutputFile & {
  readonly bytes: () => Uint8Array;
  readonly isAborted: () => boolean;
  readonly calls: () => number;
};

/** @param quotaBytes writing past it fails as a full disk does. */
export function memoryOutput(quotaBytes = Number.POSITIVE_INFINITY): MemoryOutput {
  let buffer = new Uint8Array(1024);
  let sizeBytes = 0;
  let isAborted = false;
  let calls = 0;
  return {
    bytes: () => buffer.subarray(0, sizeBytes),
    isAborted: () => isAborted,
    calls: () => calls,
    writeAt: async (offsetBytes, bytes) => {
      calls++;
      const end = offsetBytes + bytes.length;
      if (end > quotaBytes) throw new DOMException('full', 'QuotaExceededError');
      if (end > buffer.length) {
        const grown = new Uint8Array(Math.max(end, buffer.length * 2));
        grown.set(buffer);
        buffer = grown;
      }
      buffer.set(bytes, offsetBytes);
      sizeBytes = Math.max(sizeBytes, end);
    },
    finish: async (finalBytes) => {
      sizeBytes = finalBytes;
    },
    abort: async () => {
      isAborted = true;
      sizeBytes = 0;
    },
  };
}
