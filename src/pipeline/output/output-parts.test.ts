import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputPart } from '../../dicom/edit.ts';
import { areEqualBytes } from '../../dicom/equal-bytes.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { addSplice, createSpliceList, splicedPart } from '../../dicom/splices.ts';
import { indexBytes } from '../../testing/build-dataset.ts';
import { ctSlice, patternBytes, plainContent } from '../../testing/ct-slice.ts';
import { openInput } from '../reading/open-input.ts';
import { joinShortRanges, joinSmallParts, readParts, sizeOfParts, withoutPixels } from './output-parts.ts';

const input = Uint8Array.from({ length: 400 }, (_, at) => at & 255);

const blanks = {
  frameBits: 160,
  frames: 30,
  fills: [{ frames: 'all', firstBit: 24, runBits: 40, strideBits: 80, runs: 2, pattern: Uint8Array.of(1, 2) }],
  areBytesSwapped: false,
} as const;

const part: fc.Arbitrary<OutputPart> = fc.oneof(
  fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ kind: 'bytes' as const, bytes })),
  fc.tuple(fc.nat(399), fc.nat(100)).map(([offsetBytes, length]) => ({
    kind: 'range' as const,
    offsetBytes,
    lengthBytes: Math.min(length, 400 - offsetBytes),
  })),
  fc.tuple(fc.nat(399), fc.nat(100)).map(([offsetBytes, length]) => ({
    kind: 'blanked' as const,
    offsetBytes,
    lengthBytes: Math.min(length, 400 - offsetBytes),
    blanks,
  })),
);

const wholeOf = (parts: readonly OutputPart[], from: Uint8Array) =>
  joinBytes(joinSmallParts(parts, from).map((one) => (one.kind === 'bytes' ? one.bytes : new Uint8Array(0))));

describe('joinShortRanges', () => {
  const long = new Uint8Array(patternBytes(200_000));
  const opened = async (bytes: Uint8Array<ArrayBuffer>) => {
    const blob = new Blob([bytes]);
    const opening = { wholeBytes: 0, ahead: null, onProgress: () => undefined };
    const file = await openInput({ kind: 'zip-stored', blob, crc32: 0 }, opening);
    if (file.kind !== 'open') throw new Error('It cannot be opened.');
    return file;
  };
  const splices = createSpliceList();
  addSplice(splices, { offsetBytes: 3000, removedBytes: 20, bytes: Uint8Array.of(1, 2, 3) });
  addSplice(splices, { offsetBytes: 60_000, removedBytes: 5, bytes: new Uint8Array(40) });
  const longSpliced = splicedPart(2000, 80_000, splices);
  const longPart = fc.constantFrom<OutputPart>(
    { kind: 'range', offsetBytes: 1000, lengthBytes: 64 * 1024 },
    { kind: 'range', offsetBytes: 0, lengthBytes: 150_000 },
    { kind: 'blanked', offsetBytes: 500, lengthBytes: 70_000, blanks },
    longSpliced,
  );

  it('leaves long stretches in the file, and the bytes are the same', async () => {
    const file = await opened(long);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(part, longPart), { maxLength: 8 }), async (parts) => {
        const joined = await joinShortRanges(parts, file);
        if ('kind' in joined) throw new Error('It cannot be read.');
        expect(joined.filter(({ kind }) => kind !== 'bytes')).toEqual(
          parts.filter((one) => one.kind !== 'bytes' && one.lengthBytes >= 64 * 1024),
        );
        expect(joined.length).toBeLessThanOrEqual(2 * joined.filter(({ kind }) => kind !== 'bytes').length + 1);
        expect(areEqualBytes(wholeOf(joined, long), wholeOf(parts, long))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('fails where a short stretch cannot be read', async () => {
    const beyond = { kind: 'range', offsetBytes: long.length - 1, lengthBytes: 2 } as const;
    expect(await joinShortRanges([beyond], await opened(long))).toMatchObject({ code: 'changed-on-disk' });
  });
});

describe('joinSmallParts', () => {
  const long = new Uint8Array(100_000).fill(7);
  const parts: readonly OutputPart[] = [
    { kind: 'bytes', bytes: Uint8Array.of(1, 2) },
    { kind: 'range', offsetBytes: 10, lengthBytes: 3 },
    { kind: 'range', offsetBytes: 100, lengthBytes: 70_000 },
    { kind: 'bytes', bytes: Uint8Array.of(9) },
  ];

  it('copies no pixels: a long stretch is a view of the input, and what is short is joined', () => {
    const [head, pixels, tail] = joinSmallParts(parts, long);
    expect(head).toEqual({ kind: 'bytes', bytes: Uint8Array.of(1, 2, 7, 7, 7) });
    expect(pixels?.kind === 'bytes' && pixels.bytes.buffer).toBe(long.buffer);
    expect(pixels?.kind === 'bytes' && pixels.bytes.length).toBe(70_000);
    expect(tail).toEqual({ kind: 'bytes', bytes: Uint8Array.of(9) });
  });

  it('gives short pieces buffers of their own, that can be transferred', () => {
    const shared = new Uint8Array(50);
    const [only] = joinSmallParts([{ kind: 'bytes', bytes: shared.subarray(4, 6) }], long);
    expect(only?.kind === 'bytes' && only.bytes.buffer.byteLength).toBe(2);
  });

  it('leaves the input as it is where pixels are written over', () => {
    const before = long.slice();
    const [only] = joinSmallParts([{ kind: 'blanked', offsetBytes: 100, lengthBytes: 70_000, blanks }], long);
    expect(only?.kind === 'bytes' && [...only.bytes.subarray(2, 9)]).toEqual([7, 1, 2, 1, 2, 1, 7]);
    expect(long).toEqual(before);
  });
});

const inRanges = { wholeBytes: 0, ahead: null, onProgress: () => undefined };

describe('readParts', () => {
  it('reads any stretch of an output as if it were one file', async () => {
    const opened = await openInput({ kind: 'plain', blob: new Blob([input]), lastModifiedMs: 0 }, inRanges);
    if (opened.kind !== 'open') throw new Error(opened.reason);
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), fc.nat(500), fc.nat(500), async (parts, offset, length) => {
        const whole = wholeOf(parts, input);
        expect(sizeOfParts(parts)).toBe(whole.length);
        const read = await readParts(parts, opened)({ offsetBytes: offset, lengthBytes: length });
        expect(read).toEqual(whole.subarray(offset, offset + length));
      }),
    );
  });
});

describe('withoutPixels', () => {
  const inputOf = async (file: Uint8Array) => {
    const opened = await openInput(plainContent(file), inRanges);
    if (opened.kind !== 'open') throw new Error(opened.reason);
    return opened;
  };
  const shortened = async (file: Uint8Array) => {
    const parts = withoutPixels([{ kind: 'range', offsetBytes: 0, lengthBytes: file.length }], indexBytes(file));
    const sizeBytes = sizeOfParts(parts);
    const read = readParts(parts, await inputOf(file));
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < sizeBytes; at += pieces.at(-1)?.length ?? 0) {
      const bytes = await read({ offsetBytes: at, lengthBytes: sizeBytes - at });
      if ('kind' in bytes) throw new Error(bytes.reason);
      expect(bytes.length).toBeGreaterThan(0);
      pieces.push(bytes);
    }
    return joinBytes(pieces);
  };

  it('replaces encapsulated Pixel Data by an empty list of fragments, and nothing else', async () => {
    const file = ctSlice({
      transferSyntaxUid: '1.2.840.10008.1.2.4.50',
      fragments: [new Uint8Array(0), patternBytes(3000), patternBytes(5000)],
      extra: [{ tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(6).fill(5) }],
    });
    const short = await shortened(file);
    expect(short.length).toBeLessThan(file.length - 7000);
    expect(indexBytes(short).elements.tags).toEqual(indexBytes(file).elements.tags);
    expect(indexBytes(short).elements.flags).toEqual(indexBytes(file).elements.flags);
  });

  it('replaces native pixels by zeros, and nothing else', async () => {
    const file = ctSlice({ pixelBytes: 700, extra: [{ tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(6).fill(5) }] });
    const expected = file.slice();
    const at = Buffer.from(expected).indexOf(patternBytes(700));
    expected.fill(0, at, at + 700);
    expect(await shortened(file)).toEqual(expected);
  });

  it('takes pixels that are written over for zeros', () => {
    const part = { kind: 'blanked', offsetBytes: 5, lengthBytes: 60, blanks } as const;
    expect(withoutPixels([part], indexBytes(ctSlice()))).toEqual([{ kind: 'zeros', lengthBytes: 60 }]);
  });

  it('reads no pixels for it', async () => {
    const file = ctSlice({ pixelBytes: 2_000_000 });
    const input = await inputOf(file);
    const asked: number[] = [];
    const parts = withoutPixels([{ kind: 'range', offsetBytes: 0, lengthBytes: file.length }], indexBytes(file));
    const read = readParts(parts, {
      ...input,
      read: (wanted) => {
        asked.push(wanted.lengthBytes);
        return input.read(wanted);
      },
    });
    await read({ offsetBytes: 0, lengthBytes: 1_000_000 });
    expect(asked.reduce((sum, length) => sum + length, 0)).toBeLessThan(5000);
  });
});
