import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noise } from '../../../testing/image-file.ts';
import { makeLosslessJpeg } from '../../../testing/lossless-jpeg.ts';
import { blankLossless, compareLossless } from './blank-lossless.ts';
import { decodeLossless, parseLossless } from './lossless-image.ts';

const [rows, columns] = [13, 17];

/** Noise in some rows, slopes in others. */
function samplesOf(count: number, precision: number, seed: number): Uint16Array {
  const words = new Uint16Array(noise(count * 2, seed).buffer);
  return words.map((word, at) => (at % 50 < 25 ? word : at * 3 + (word & 3)) & (2 ** precision - 1));
}

const decoded = (bytes: Uint8Array) => decodeLossless(parseLossless(bytes)!);

describe('blankLossless', () => {
  const plans = fc.record({
    components: fc.constantFrom(1, 3),
    predictor: fc.integer({ min: 1, max: 7 }),
    precision: fc.constantFrom(8, 12, 16),
    restartRows: fc.constantFrom(0, 1, 4),
    isSparse: fc.boolean(),
    seed: fc.integer({ min: 1, max: 999 }),
    mask: fc.uint8Array({ minLength: rows * columns, maxLength: rows * columns, max: 1 }),
  });

  it('gives each pixel of the mask its value, and leaves all others as they were', () => {
    fc.assert(
      fc.property(plans, ({ components, predictor, precision, restartRows, isSparse, seed, mask }) => {
        const samples = samplesOf(rows * columns * components, precision, seed);
        const plan = { rows, columns, components, predictor, precision, restartRows, isSparse };
        const bytes = makeLosslessJpeg(plan, samples);
        expect(decoded(bytes)).toEqual(samples);
        const size = { rows, columns, samplesPerPixel: components };
        const cells = components === 1 ? [0xf800] : [0, 128, 128];
        const blanked = blankLossless(bytes, size, mask, cells)!;
        const expected = samples.slice();
        for (let pixel = 0; pixel < mask.length; pixel++) {
          if (mask[pixel] === 1)
            expected.set(
              cells.map((cell) => cell % 2 ** precision),
              pixel * components,
            );
        }
        expect(decoded(blanked)).toEqual(expected);
        expect(compareLossless(bytes, blanked, size, mask, cells)).toBe(null);
      }),
      { numRuns: 150 },
    );
  });

  it('finds what is not as it was to be', () => {
    const size = { rows, columns, samplesPerPixel: 1 };
    const samples = samplesOf(rows * columns, 12, 1);
    const plan = { rows, columns, components: 1, predictor: 1, precision: 12, restartRows: 0, isSparse: false };
    const bytes = makeLosslessJpeg(plan, samples);
    const mask = new Uint8Array(rows * columns).fill(1, 20, 30);
    const less = mask.map((one, at) => (at === 29 ? 0 : one));
    const blanked = blankLossless(bytes, size, mask, [0])!;
    expect(compareLossless(bytes, blanked, size, less, [0])).toBe('outside-differs');
    expect(compareLossless(bytes, blankLossless(bytes, size, less, [0])!, size, mask, [0])).toBe('inside-differs');
    expect(compareLossless(bytes, blanked.subarray(0, 200), size, mask, [0])).toBe('unreadable');
    expect(blankLossless(bytes, { ...size, rows: rows + 1 }, mask, [0])).toBe(null);
  });

  it('does not break on damaged data', () => {
    const samples = samplesOf(rows * columns, 8, 1);
    const plan = { rows, columns, components: 1, predictor: 4, precision: 8, restartRows: 2, isSparse: false };
    const bytes = makeLosslessJpeg(plan, samples);
    const size = { rows, columns, samplesPerPixel: 1 };
    const mask = new Uint8Array(rows * columns).fill(1, 0, 40);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }), (changes) => {
        const spoilt = bytes.slice();
        for (const [at, byte] of changes) spoilt[at] = byte;
        const blanked = blankLossless(spoilt, size, mask, [0]);
        if (blanked !== null) expect(compareLossless(spoilt, blanked, size, mask, [0])).toBe(null);
      }),
      { numRuns: 300 },
    );
  });
});
