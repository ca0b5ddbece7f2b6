import { describe, expect, it } from 'vitest';
import type { Frame } from '../../pixel-data/rendering/frame.ts';
import { defaultVoiOf, renderFrame } from '../../pixel-data/rendering/render-frame.ts';
import { createTileMaker } from './tile-pictures.ts';

const SIDE = 64;

type Grey = Extract<Frame, { readonly kind: 'grey' }>;

/** Stored values: a ground, something else in some places, and at the end both ends of the range: a flat image has no window. */
function frameOf(ground: number, others: Readonly<Record<number, number>>, parts: Partial<Grey> = {}): Grey {
  const values = new Int16Array(SIDE * SIDE).fill(ground);
  values.set([-1000, 1000], values.length - 2);
  for (const [at, value] of Object.entries(others)) values[Number(at)] = value;
  return {
    kind: 'grey',
    rows: SIDE,
    columns: SIDE,
    overlays: [],
    values,
    modality: { kind: 'linear', slope: 1, intercept: 0 },
    voi: { kind: 'window', centre: 0.5, width: 2001, shape: 'linear' },
    isInverted: false,
    padding: null,
    ...parts,
  } as Grey;
}

function tileOf(frames: readonly Frame[]) {
  const maker = createTileMaker();
  const { rows, columns } = { rows: SIDE, columns: SIDE };
  for (const frame of frames) {
    expect(maker.add({ rows, columns, rgba: renderFrame(frame, defaultVoiOf(frame), false) })).toBe(true);
  }
  return maker.finish();
}

const shadeAt = ({ pictures }: ReturnType<typeof tileOf>, at: number, n = 0) => pictures[n]?.picture.rgba[at * 4];

/** A square of 32 pixels a side from a corner, of one value. */
function corner(value: number): Readonly<Record<number, number>> {
  const places = Array.from({ length: 32 * 32 }, (_, n) => Math.floor(n / 32) * SIDE + (n % 32));
  return Object.fromEntries(places.map((at) => [at, value]));
}

describe('a tile of several images', () => {
  it('shows the brightest of signed values, as each image by itself shows it', () => {
    const tile = tileOf([frameOf(-1000, { 5: 1000 }), frameOf(-1000, { 9: 0 }), frameOf(-1000, {})]);
    expect(tile.pictures.map(({ look }) => look)).toEqual(['brightest']);
    expect([shadeAt(tile, 5), shadeAt(tile, 0)]).toEqual([255, 0]);
    expect(shadeAt(tile, 9)).toBeGreaterThan(120);
    expect(tile.isDrowned).toBe(false);
  });

  it('compares what is shown, not what is stored: a falling slope and MONOCHROME1 turn values round', () => {
    const falling = { modality: { kind: 'linear', slope: -1, intercept: 0 } } as Partial<Grey>;
    const inverted = { isInverted: true };
    for (const parts of [falling, inverted]) {
      const tile = tileOf([frameOf(1000, { 5: -1000 }, parts), frameOf(1000, {}, parts)]);
      expect(tile.pictures.map(({ look }) => look)).toEqual(['brightest']);
      expect([shadeAt(tile, 5), shadeAt(tile, 0)]).toEqual([255, 0]);
    }
  });

  it('shows the darkest on a light ground, and both where the ground is neither', () => {
    const light = tileOf([frameOf(1000, { 5: -1000 }), frameOf(1000, {})]);
    expect(light.pictures.map(({ look }) => look)).toEqual(['darkest']);
    expect([shadeAt(light, 5), shadeAt(light, 0)]).toEqual([0, 255]);
    const mixed = tileOf([frameOf(-1000, {}), frameOf(1000, {})]);
    expect(mixed.pictures.map(({ look }) => look)).toEqual(['brightest', 'darkest']);
    const grey = tileOf([frameOf(0, { 5: 1000, 7: -1000 }), frameOf(0, {})]);
    expect([shadeAt(grey, 5, 0), shadeAt(grey, 7, 1)]).toEqual([255, 0]);
  });

  it('is drowned where one image is bright in a part that is dark in another', () => {
    expect(tileOf([frameOf(-1000, corner(1000)), frameOf(-1000, {})]).isDrowned).toBe(true);
    expect(tileOf([frameOf(-1000, corner(1000)), frameOf(-1000, corner(1000))]).isDrowned).toBe(false);
    expect(tileOf([frameOf(1000, corner(-1000)), frameOf(1000, {})]).isDrowned).toBe(true);
  });

  it('is the image itself where there is one, and takes none of another size', () => {
    expect(tileOf([frameOf(-1000, { 5: 1000 })])).toMatchObject({ pictures: [{ look: 'as-is' }], isDrowned: false });
    const maker = createTileMaker();
    maker.add({ rows: 2, columns: 2, rgba: new Uint8ClampedArray(16) });
    expect(maker.add({ rows: 2, columns: 3, rgba: new Uint8ClampedArray(24) })).toBe(false);
  });
});
