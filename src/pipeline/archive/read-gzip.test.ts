import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { streamOfStretch } from './deflate-stretch.ts';
import { gzipRatioLimits } from './inflate-gzip.ts';
import { inflateStretches } from './inflate-stretches.ts';
import { type GzipEnd, type GzipLimits, readGzip } from './read-gzip.ts';

const limits: GzipLimits = { ...gzipRatioLimits, sizeBytes: 2 ** 31, stretchBytes: 30_000 };

async function read(archive: Blob, own: Partial<GzipLimits> = {}): Promise<GzipEnd & { readonly bytes: Buffer }> {
  const pieces: Buffer[] = [];
  const reading = readGzip(archive, { ...limits, ...own });
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) pieces.push(Buffer.from(step.value.bytes));
  return { ...step.value, bytes: Buffer.concat(pieces) };
}

/** Bytes like those of images: neither noise nor zeros. */
function plausible(length: number, seed = 1): Uint8Array {
  let state = seed;
  return new Uint8Array(length).map((_, at) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (at >> 9) % 3 === 0 ? (state >>> 16) & 15 : (at * 7) & 255;
  });
}

const blobOf = (...parts: readonly Uint8Array[]) => new Blob([...parts] as BlobPart[]);

/** Bytes from one place to another by the stretches between alone. */
function part(archive: Blob, { stretches }: GzipEnd, start: number, end: number, expected: Uint8Array) {
  const from = [];
  let at = 0;
  let skipBytes = 0;
  for (const stretch of stretches) {
    if (at < end && at + stretch.sizeBytes > start) {
      if (from.length === 0) skipBytes = start - at;
      from.push(stretch);
    }
    at += stretch.sizeBytes;
  }
  const inflatedSizeBytes = end - start;
  const content = { kind: 'tar-gzip', blob: archive, stretches: from, skipBytes, inflatedSizeBytes } as const;
  return inflateStretches({ ...content, crc32: crc32(expected.subarray(start, end)) });
}

const bytes = plausible(450_000);
const archives: Readonly<Record<string, Uint8Array>> = {
  fast: gzipSync(bytes, { level: 1 }),
  usual: gzipSync(bytes),
  'small blocks': gzipSync(bytes, { memLevel: 1 }),
  stored: gzipSync(bytes, { level: 0 }),
  'fixed codes': gzipSync(bytes, { strategy: constants.Z_FIXED }),
  'Huffman only': gzipSync(bytes, { strategy: constants.Z_HUFFMAN_ONLY, memLevel: 2 }),
  'three members': Buffer.concat([0, 1, 2].map((n) => gzipSync(bytes.subarray(n * 150_000, (n + 1) * 150_000)))),
};

describe.each(Object.entries(archives))('a gzip file: %s', (_, packed) => {
  it('is read to its end, and any part of it again by itself', async () => {
    const archive = blobOf(packed);
    const end = await read(archive);
    expect(end.problem).toBeNull();
    expect(end.bytes.equals(bytes)).toBe(true);
    expect(end.stretches.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(bytes.length);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(120_000), async (start, length) => {
        const stop = Math.min(bytes.length, start + length + 1);
        expect(await part(archive, end, start, stop, bytes)).toEqual(bytes.slice(start, stop));
      }),
      { numRuns: 8 },
    );
  });

  it('is cut wherever it ends early', async () => {
    for (const length of [5, 100, packed.length >> 1, packed.length - 9, packed.length - 1]) {
      expect((await read(blobOf(packed.subarray(0, length)))).problem, `${length}`).not.toBeNull();
    }
  });
});

describe('a stretch', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])('can begin at bit %i of a byte', async (bit) => {
    // An empty stored block first makes what follows begin at a whole byte; other lengths come from the files above.
    const packed = deflateRawSync(bytes.subarray(0, 1000), { strategy: constants.Z_FIXED });
    const shifted = new Uint8Array(packed.length + 1);
    for (let at = 0; at < packed.length; at++) {
      shifted[at]! |= (packed[at]! << bit) & 255;
      shifted[at + 1]! |= packed[at]! >> (8 - bit);
    }
    const stretch = {
      startBit: bit,
      endBit: bit + packed.length * 8,
      sizeBytes: 1000,
      window: new Uint8Array(0),
      isLast: true,
    };
    const stream = streamOfStretch(shifted, stretch);
    const out = new Response(new Blob([stream]).stream().pipeThrough(new DecompressionStream('deflate-raw')));
    expect(new Uint8Array(await out.arrayBuffer())).toEqual(new Uint8Array(bytes.subarray(0, 1000)));
  });
});

describe('a gzip file that is not as it should be', () => {
  it.each<[string, Uint8Array, string]>([
    ['no gzip', Uint8Array.of(1, 2, 3), 'not-gzip'],
    ['nothing', new Uint8Array(0), 'not-gzip'],
    ['a wrong checksum', flipped(archives['usual']!, -6), 'damaged'],
    ['a wrong size', flipped(archives['usual']!, -2), 'damaged'],
    ['damaged data', flipped(archives['fast']!, 5000), 'damaged'],
    ['a bomb', gzipSync(new Uint8Array(60_000_000)), 'unlike'],
  ])('%s', async (_, packed, problem) => {
    expect((await read(blobOf(packed))).problem).toBe(problem);
  });

  it('is refused over a size or a number of members', async () => {
    expect((await read(blobOf(archives['usual']!), { sizeBytes: bytes.length - 1 })).problem).toBe('too-large');
    expect((await read(blobOf(archives['three members']!), { members: 2 })).problem).toBe('too-many-members');
  });

  it.each([
    ['zeros', new Uint8Array(4096)],
    ['other bytes', Uint8Array.of(1, 2, 3, 4)],
  ])('may have %s behind its end', async (_, tail) => {
    const end = await read(blobOf(archives['usual']!, tail));
    expect([end.problem, end.sizeBytes]).toEqual([null, bytes.length]);
  });
});

function flipped(packed: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(packed);
  copy[at < 0 ? copy.length + at : at]! ^= 0x55;
  return copy;
}
