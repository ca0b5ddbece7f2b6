import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRle } from './decode-rle.ts';
import type { Frame } from './frame.ts';
import { defaultVoiOf, renderFrame, valueRangeOf } from './render-frame.ts';
import { shrinkPicture } from './shrink.ts';
import { greyOf, type Voi, type Window, wholeWindow } from './window.ts';

const windows: fc.Arbitrary<Window> = fc.record({
  centre: fc.double({ min: -5000, max: 5000, noNaN: true }),
  width: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
  shape: fc.constantFrom('linear', 'linear-exact', 'sigmoid'),
});
const values = fc.double({ min: -1e5, max: 1e5, noNaN: true });

describe('windows', () => {
  it('never show a higher value darker, and never leave the grey scale', () => {
    fc.assert(
      fc.property(windows, values, values, (window, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(greyOf(low, window)).toBeLessThanOrEqual(greyOf(high, window));
        for (const value of [low, high]) {
          expect(greyOf(value, window)).toBeGreaterThanOrEqual(0);
          expect(greyOf(value, window)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('of the whole range put the lowest value at black and the highest at white', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: 1, max: 80_000 }), (min, span) => {
        const window = wholeWindow({ min, max: min + span });
        expect(greyOf(min, window)).toBeCloseTo(0);
        expect(greyOf(min + span, window)).toBeCloseTo(1);
      }),
    );
  });
});

const stored = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 4, maxLength: 64 });

function greyFrame(list: readonly number[], isInverted: boolean, slope = 1): Frame {
  const base = { rows: 1, columns: list.length, overlays: [] };
  const modality = { kind: 'linear', slope, intercept: 3 } as const;
  return { kind: 'grey', ...base, values: Int16Array.from(list), modality, voi: null, isInverted, padding: null };
}

describe('frames as they are drawn', () => {
  it('are opaque, and in the order of their values', () => {
    fc.assert(
      fc.property(stored, fc.boolean(), (list, isInverted) => {
        const frame = greyFrame(list, isInverted);
        const rgba = renderFrame(frame, defaultVoiOf(frame), true);
        const places = list.map((_, at) => at).sort((a, b) => list[a]! - list[b]!);
        const greys = places.map((at) => rgba[at * 4]!);
        const rising = isInverted ? greys.reverse() : greys;
        expect(rising).toEqual([...rising].sort((a, b) => a - b));
        expect(places.every((at) => rgba[at * 4 + 3] === 255)).toBe(true);
      }),
    );
  });

  it('open with all their values where the window of the header shows nothing', () => {
    const opensWith = (centre: number, width: number) => {
      const own: Voi = { kind: 'window', centre, width, shape: 'linear' };
      const frame = { ...greyFrame([0, 1000, 400], false), voi: own } as Frame;
      const voi = defaultVoiOf(frame);
      if (voi !== own) expect(voi).toEqual({ kind: 'window', ...wholeWindow(valueRangeOf(frame)) });
      return voi === own ? 'as the header says' : 'all values';
    };
    const usable = [opensWith(500, 400), opensWith(0, 10), opensWith(1000, 4), opensWith(4000, 8000)];
    expect(new Set(usable)).toEqual(new Set(['as the header says']));
    const useless = [opensWith(5000, 400), opensWith(-5000, 400), opensWith(0, 1e6)];
    expect(new Set(useless)).toEqual(new Set(['all values']));
  });

  it('are black where they have one value, as after all of it was blanked', () => {
    for (const isInverted of [false, true]) {
      for (const value of [0, 255, -1000]) {
        const frame = greyFrame([value, value, value], isInverted);
        expect([...renderFrame(frame, defaultVoiOf(frame), false).slice(0, 4)]).toEqual([0, 0, 0, 255]);
      }
    }
  });

  it('show what is written in the value of the padding on an image with one other value', () => {
    for (const isInverted of [false, true]) {
      for (const padding of [0, 4095]) {
        const frame = {
          ...greyFrame([900, padding, 900], isInverted),
          padding: { low: padding, high: padding },
        } as Frame;
        const [ground, , , , written] = renderFrame(frame, defaultVoiOf(frame), false);
        expect(Math.abs(Number(ground) - Number(written)), `${padding}, ${isInverted}`).toBe(255);
      }
    }
  });

  it('are drawn alike by table and one by one', () => {
    fc.assert(
      fc.property(stored, windows, (list, window) => {
        const frame = greyFrame(list, false);
        const floating = { ...frame, values: Float64Array.from(list) } as Frame;
        const voi = { kind: 'window', ...window } as const;
        expect(renderFrame(floating, voi, false)).toEqual(renderFrame(frame, voi, false));
      }),
    );
  });

  it('have a range with its ends in order, a falling slope too', () => {
    const { min, max } = valueRangeOf(greyFrame([1, 5], false, -2));
    expect([min, max]).toEqual([-7, 1]);
  });
});

describe('small pictures', () => {
  it('fit their side and keep the mean of what they show', () => {
    const sides = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        sides,
        sides,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 255 }),
        (rows, columns, side, grey) => {
          const small = shrinkPicture(
            { rows, columns, rgba: new Uint8ClampedArray(rows * columns * 4).fill(grey) },
            side,
          );
          expect(Math.max(small.rows, small.columns)).toBeLessThanOrEqual(Math.max(side, 1));
          expect(small.rgba.length).toBe(small.rows * small.columns * 4);
          expect(small.rgba[0]).toBe(grey);
        },
      ),
    );
  });
});

describe('RLE (PS3.5 G)', () => {
  it('unpacks literal and repeated runs of each byte of each sample', () => {
    // Two pixels of 16 bits: the high bytes first, as a repeated run, then the low ones, as literals.
    const header = new Uint8Array(64);
    new DataView(header.buffer).setUint32(0, 2, true);
    new DataView(header.buffer).setUint32(4, 64, true);
    new DataView(header.buffer).setUint32(8, 66, true);
    const encoded = Uint8Array.from([...header, 0xff, 0x01, 0x01, 0x0a, 0x0b]);
    expect([...decodeRle(encoded, 2, 1, 2)!]).toEqual([0x0a, 0x01, 0x0b, 0x01]);
  });

  it('refuses what is cut short, whatever the bytes', () => {
    expect(decodeRle(new Uint8Array(10), 4, 1, 1)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 200 }), (bytes) => {
        const decoded = decodeRle(bytes, 1000, 1, 1);
        expect(decoded === null || decoded.length === 1000).toBe(true);
      }),
    );
  });
});
