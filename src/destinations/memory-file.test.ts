import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryOutput } from '../testing/memory-output.ts';
import { describeWriteError } from './describe-write-error.ts';
import { memoryFile } from './memory-file.ts';

const megabyte = 1024 * 1024;
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

describe('memoryFile', () => {
  it('holds what was written, where writes cross pages, go back and are cut off at the end', async () => {
    const write = fc.record({
      backBytes: fc.nat(9 * megabyte),
      lengthBytes: fc.nat(5 * megabyte),
      fill: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 6 }), fc.nat(megabyte), async (writes, cutBytes) => {
        const file = memoryFile('a.zip', 64 * megabyte);
        const model = memoryOutput();
        let end = 0;
        for (const { backBytes, lengthBytes, fill } of writes) {
          const at = Math.max(0, end - backBytes);
          const bytes = new Uint8Array(lengthBytes).fill(fill);
          await file.writeAt(at, bytes);
          await model.writeAt(at, bytes);
          end = Math.max(end, at + lengthBytes);
        }
        const size = Math.max(0, end - cutBytes);
        await file.finish(size);
        await model.finish(size);
        const made = await bytesOf(file.toFile());
        expect(Buffer.compare(made, model.bytes())).toBe(0);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps its own copy of bytes that the writer uses again', async () => {
    const file = memoryFile('a.zip', 10);
    const buffer = Uint8Array.of(1, 2, 3);
    await file.writeAt(0, buffer);
    buffer.fill(9);
    await file.finish(3);
    expect(await bytesOf(file.toFile())).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('takes exactly its limit, and one byte more is a full disk', async () => {
    const file = memoryFile('a.zip', 10);
    await file.writeAt(4, new Uint8Array(6));
    const error: unknown = await file.writeAt(10, new Uint8Array(1)).catch((thrown: unknown) => thrown);
    expect(describeWriteError(error)).toMatchObject({ kind: 'no-space' });
  });

  it('carries the name of the archive, and forgets its pages when it is aborted', async () => {
    const file = memoryFile('a.zip', 10);
    await file.writeAt(0, new Uint8Array(5));
    expect(file.toFile().name).toBe('a.zip');
    await file.abort();
    await file.finish(5);
    expect(file.toFile().size).toBe(0);
  });
});
