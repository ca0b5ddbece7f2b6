import { describe, expect, it } from 'vitest';
import { openInput } from './open-input.ts';

const mebibyte = 1024 * 1024;

/** A large file that notes which ranges are read of it. */
function watchedBlob(sizeBytes: number) {
  const reads: (readonly [number, number])[] = [];
  const slice = (start: number, end: number) => {
    const stop = Math.min(end, sizeBytes);
    const arrayBuffer = async () => {
      reads.push([start, stop]);
      return new ArrayBuffer(stop - start);
    };
    return { arrayBuffer };
  };
  return { blob: { size: sizeBytes, slice } as unknown as Blob, reads };
}

async function readerOf(blob: Blob) {
  const opened = await openInput(
    { kind: 'plain', blob, lastModifiedMs: 0 },
    { wholeBytes: mebibyte, ahead: null, onProgress: () => undefined },
  );
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return opened.read;
}

describe('openInput, of a large file', () => {
  it('reads longer windows for who goes through the file, and never past its end', async () => {
    const { blob, reads } = watchedBlob(10 * mebibyte);
    const read = await readerOf(blob);
    await read({ offsetBytes: 0, lengthBytes: 64 * 1024 });
    await read({ offsetBytes: 64 * 1024, lengthBytes: mebibyte });
    const next = 64 * 1024 + 4 * mebibyte;
    await read({ offsetBytes: next, lengthBytes: mebibyte });
    await read({ offsetBytes: next + 4 * mebibyte, lengthBytes: mebibyte });
    expect(reads).toEqual([
      [0, 64 * 1024],
      [64 * 1024, next],
      [next, next + 4 * mebibyte],
      [next + 4 * mebibyte, 10 * mebibyte],
    ]);
  });

  it('reads what is asked for, and no more, here and there', async () => {
    const { blob, reads } = watchedBlob(100 * mebibyte);
    const read = await readerOf(blob);
    await read({ offsetBytes: 50 * mebibyte, lengthBytes: mebibyte });
    await read({ offsetBytes: 10 * mebibyte, lengthBytes: 2 * mebibyte });
    expect(reads).toEqual([
      [50 * mebibyte, 51 * mebibyte],
      [10 * mebibyte, 12 * mebibyte],
    ]);
  });
});
