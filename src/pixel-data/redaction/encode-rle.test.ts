import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { picture } from '../../testing/image-file.ts';
import { decodeRle } from '../rendering/decode-rle.ts';
import { encodeRle } from './encode-rle.ts';

describe('encodeRle', () => {
  it('is undone by the decoder, and no run crosses a row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<[number, number]>([1, 1], [1, 2], [3, 1], [1, 4]),
        fc.nat(1000),
        (width, height, [samples, bytes], seed) => {
          const plain = picture(width * height * samples * bytes, seed + 1);
          const encoded = encodeRle(plain, height, width, samples, bytes)!;
          expect(encoded.length % 2).toBe(0);
          expect(decodeRle(encoded, width * height, samples, bytes)).toEqual(plain);
          // The first rows by themselves are the beginning of the same segments.
          const one = encodeRle(plain.subarray(0, width * samples * bytes), 1, width, samples, bytes)!;
          expect(decodeRle(one, width, samples, bytes)).toEqual(plain.subarray(0, width * samples * bytes));
        },
      ),
    );
    expect(encodeRle(new Uint8Array(16), 1, 1, 4, 4)).toBe(null);
  });

  it('packs rows one by one: what repeats three times is a run, all else literal (PS3.5 G.3.1)', () => {
    const encoded = encodeRle(Uint8Array.from([7, 7, 7, 1, 7, 7, 7, 7, 7, 2, 2, 3]), 2, 6, 1, 1)!;
    // Row one: a run of 3, literals 1 7 7. Row two: a run of 3, literals 2 2 3.
    expect([...encoded.subarray(64)]).toEqual([254, 7, 2, 1, 7, 7, 254, 7, 2, 2, 2, 3]);
  });

  it('splits what is longer than 128 bytes, runs and literals alike', () => {
    const run = encodeRle(new Uint8Array(300).fill(9), 1, 300, 1, 1)!;
    expect([...run.subarray(64)]).toEqual([129, 9, 129, 9, 213, 9]);
    const literal = encodeRle(
      Uint8Array.from({ length: 130 }, (_, at) => at),
      1,
      130,
      1,
      1,
    )!;
    expect([literal[64], literal[64 + 129]]).toEqual([127, 1]);
  });

  it('says where each segment begins, at an even place, the most significant byte first', () => {
    const encoded = encodeRle(Uint8Array.from([0x34, 0x12]), 1, 1, 1, 2)!;
    expect([...new Uint32Array(encoded.buffer, 0, 16)]).toEqual([2, 64, 66, ...Array.from({ length: 13 }, () => 0)]);
    expect([...encoded.subarray(64)]).toEqual([0, 0x12, 0, 0x34]);
    const odd = encodeRle(Uint8Array.from([1, 2, 3, 4]), 1, 2, 1, 2)!;
    expect([...new Uint32Array(odd.buffer, 0, 3)]).toEqual([2, 64, 68]);
    expect([...odd.subarray(64)]).toEqual([1, 2, 4, 0, 1, 1, 3, 0]);
  });
});
