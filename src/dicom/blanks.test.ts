import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Blanks, blankStretch } from './blanks.ts';

const frames = 5;

const blanksOf = (byteAligned: boolean): fc.Arbitrary<Blanks> => {
  const unit = byteAligned ? 8 : 1;
  return fc
    .record({
      frameUnits: fc.integer({ min: 60, max: 90 }),
      firstUnit: fc.nat(20),
      runUnits: fc.integer({ min: 1, max: 9 }),
      runs: fc.integer({ min: 1, max: 3 }),
      gap: fc.nat(4),
      frames: fc.oneof(fc.constant('all' as const), fc.constant([0, 3, 4])),
      pattern: byteAligned
        ? fc.uint8Array({ minLength: 1, maxLength: 3 })
        : fc.constantFrom(Uint8Array.of(0), Uint8Array.of(255)),
      areBytesSwapped: fc.boolean(),
    })
    .map(({ frameUnits, firstUnit, runUnits, runs, gap, pattern, areBytesSwapped, frames: chosen }) => ({
      frameBits: frameUnits * unit,
      frames,
      areBytesSwapped,
      fills: [
        {
          frames: chosen,
          firstBit: firstUnit * unit,
          runBits: runUnits * unit,
          strideBits: (runUnits + gap) * unit,
          runs,
          pattern,
        },
      ],
    }));
};

/** Bit by bit, as the definition has it. */
function slowly(value: Uint8Array, blanks: Blanks): Uint8Array {
  const result = value.slice();
  const bit = (at: number) => ((blanks.areBytesSwapped ? (at >> 3) ^ 1 : at >> 3) << 3) | (at & 7);
  for (const [run, pattern] of runsOf(blanks)) {
    for (const place of run) {
      const to = bit(place);
      const byte = (place >> 3) - (run[0]! >> 3);
      const isSet = ((pattern[byte % pattern.length]! >> (place & 7)) & 1) === 1;
      if (to >> 3 < result.length) setBit(result, to, isSet);
    }
  }
  return result;
}

function setBit(bytes: Uint8Array, bit: number, isSet: boolean): void {
  const rest = bytes[bit >> 3]! & ~(1 << (bit & 7));
  bytes[bit >> 3] = isSet ? rest | (1 << (bit & 7)) : rest;
}

function runsOf({ frameBits, fills }: Blanks): readonly (readonly [readonly number[], Uint8Array])[] {
  return fills.flatMap(({ frames: chosen, firstBit, runBits, strideBits, runs, pattern }) =>
    (chosen === 'all' ? [...Array(frames).keys()] : chosen).flatMap((frame) =>
      Array.from({ length: runs }, (_, run) => {
        const from = frame * frameBits + firstBit + run * strideBits;
        return [Array.from({ length: runBits }, (_, at) => from + at), pattern] as const;
      }),
    ),
  );
}

describe('blankStretch', () => {
  it.each([
    ['bytes', true],
    ['bits', false],
  ])('writes over runs of %s, however the value is cut', (_, byteAligned) => {
    fc.assert(
      fc.property(blanksOf(byteAligned), fc.array(fc.nat(500), { maxLength: 4 }), (blanks, cuts) => {
        const lengthBytes = Math.ceil((blanks.frameBits * frames) / 16) * 2;
        const value = Uint8Array.from({ length: lengthBytes }, (_, at) => (at * 37 + 11) & 255);
        const places = [0, ...cuts.filter((cut) => cut < lengthBytes).sort((a, b) => a - b), lengthBytes];
        const result = value.slice();
        for (const [at, end] of places.slice(1).entries()) {
          const start = places[at]!;
          blankStretch(result.subarray(start, end), start, blanks);
        }
        expect(result).toEqual(slowly(value, blanks));
      }),
      { numRuns: 400 },
    );
  });

  it('goes straight to the frames of a stretch', () => {
    const fill = {
      frames: 'all',
      firstBit: 0,
      runBits: 8,
      strideBits: 80,
      runs: 1e9,
      pattern: Uint8Array.of(9),
    } as const;
    const blanks: Blanks = { frameBits: 1e9, frames: 1e6, fills: [fill], areBytesSwapped: false };
    const stretch = new Uint8Array(20);
    blankStretch(stretch, (1e9 * 1000) / 8, blanks);
    expect([stretch[0], stretch[1], stretch[10], stretch[11]]).toEqual([9, 0, 9, 0]);
  });
});
