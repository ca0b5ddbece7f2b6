import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputContent } from '../contracts/input-file.ts';
import { readAhead } from './read-ahead.ts';

const contentOf = (bytes: Uint8Array<ArrayBuffer>): InputContent => ({
  kind: 'plain',
  blob: new Blob([bytes]),
  lastModifiedMs: 0,
});

const numbered = (lengths: readonly number[]) =>
  lengths.map((length, at) => Uint8Array.from({ length }, (_, i) => (at * 31 + i) % 256));

/** A file that went away: it has a size and no bytes. */
function vanished(sizeBytes: number): InputContent {
  const blob = new Blob([new Uint8Array(sizeBytes)]);
  blob.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  return { kind: 'plain', blob, lastModifiedMs: 0 };
}

describe('readAhead', () => {
  it('gives each input its own first bytes, in any order, however they are grouped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300), { maxLength: 50 }), fc.nat(300), fc.nat(), async (lengths, most, seed) => {
        const files = numbered(lengths);
        const ahead = readAhead(files.map(contentOf), ({ blob }) => Math.min(blob.size, most));
        const order = files.map((_, at) => at).sort((a, b) => ((a * 7 + seed) % 11) - ((b * 7 + seed) % 11));
        for (const at of order) {
          const wanted = files[at]!.subarray(0, most);
          const bytes = await ahead(at);
          expect(bytes).toEqual(wanted.length === 0 ? null : wanted);
          // Outputs are transferred with their buffer.
          if (bytes !== null) expect(bytes.buffer.byteLength).toBe(bytes.length);
        }
      }),
    );
  });

  it('leaves long ones to be read on their own', async () => {
    const files = numbered([1000, 200_000, 1000]);
    const ahead = readAhead(files.map(contentOf), ({ blob }) => blob.size);
    expect([await ahead(0), await ahead(1), await ahead(2)]).toEqual([files[0], null, files[2]]);
  });

  it('leaves what cannot be read to be read, and to fail, on its own', async () => {
    expect(await readAhead([vanished(100)], ({ blob }) => blob.size)(0)).toBeNull();
  });

  it('asks how much is wanted of a group when its turn comes', async () => {
    const asked: number[] = [];
    const contents = numbered(Array.from({ length: 64 }, () => 10)).map(contentOf);
    const ahead = readAhead(contents, (content) => {
      asked.push(contents.indexOf(content));
      return 10;
    });
    expect(asked).toEqual([]);
    await ahead(0);
    expect(asked.length).toBe(32);
    await ahead(16);
    expect(asked).toEqual(Array.from({ length: 48 }, (_, at) => at));
  });
});
