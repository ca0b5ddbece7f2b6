import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSightMeter, type Glance } from './sight-meter.ts';

const LEAST_SCALE = 7 / 8;
const size = { columns: 640, rows: 480, leastScale: LEAST_SCALE };
const whole = { x: 0, y: 0, width: 640, height: 480 };
const glance = (atMs: number, parts: Partial<Glance> = {}): Glance => ({ atMs, scale: 1, part: whole, ...parts });
const isSeenAfter = (glances: readonly Glance[]) => {
  const meter = createSightMeter(size);
  return glances.map(meter.look).at(-1);
};

describe('an image counts as seen', () => {
  it('when all of it was on the screen for 300 ms', () => {
    expect(isSeenAfter([glance(0), glance(100), glance(200), glance(290)])).toBe(false);
    expect(isSeenAfter([glance(0), glance(100), glance(200), glance(300)])).toBe(true);
  });

  it('only at a scale at which its text can be read', () => {
    const at = (scale: number) => [0, 100, 200, 300, 400].map((ms) => glance(ms, { scale }));
    expect(isSeenAfter(at(LEAST_SCALE))).toBe(true);
    expect(isSeenAfter(at(LEAST_SCALE - 0.01))).toBe(false);
  });

  it('part by part, and says how much of it was', () => {
    const meter = createSightMeter(size);
    const half = { x: 0, y: 0, width: 640, height: 240 };
    const shares = [0, 100, 200, 300].map((ms) => {
      meter.look(glance(ms, { part: half }));
      return meter.share();
    });
    expect(shares.map((share) => share.toFixed(2))).toEqual(['0.00', '0.00', '0.00', '0.47']);
  });

  it('not while the tab is hidden, and not for two short looks', () => {
    expect(isSeenAfter([glance(0), glance(200), glance(250, { part: null }), glance(300), glance(500)])).toBe(false);
    expect(isSeenAfter([glance(0), glance(200), glance(5000)])).toBe(false);
  });

  it('part by part, once every part had its time', () => {
    const left = { ...whole, width: 330 };
    const right = { ...whole, x: 310, width: 330 };
    const times = (from: number, part: Glance['part']) => [0, 150, 300].map((ms) => glance(from + ms, { part }));
    expect(isSeenAfter(times(0, left))).toBe(false);
    expect(isSeenAfter([...times(0, left), ...times(400, right)])).toBe(true);
    expect(isSeenAfter([...times(0, left), glance(400, { part: right }), glance(500, { part: right })])).toBe(false);
  });

  it('never with a strip of it that was not in sight, wherever the strip is', () => {
    const strips = fc.record({ x: fc.integer({ min: 0, max: 600 }), isAcross: fc.boolean() });
    fc.assert(
      fc.property(strips, ({ x, isAcross }) => {
        const hidden = isAcross ? Math.min(x, 440) : x;
        const before = isAcross ? { ...whole, height: hidden } : { ...whole, width: hidden };
        const after = isAcross
          ? { ...whole, y: hidden + 40, height: 440 - hidden }
          : { ...whole, x: hidden + 40, width: 600 - hidden };
        const glances = [before, after].flatMap((part, n) => [0, 150, 300].map((ms) => glance(n * 400 + ms, { part })));
        expect(isSeenAfter(glances)).toBe(false);
      }),
    );
  });
});

it('says where to look next', () => {
  const meter = createSightMeter(size);
  for (const ms of [0, 150, 300]) meter.look(glance(ms, { part: { ...whole, width: 320 } }));
  expect(meter.firstUnseen()).toEqual({ x: 320, y: 0 });
  for (const ms of [400, 550, 700]) meter.look(glance(ms));
  expect(meter.firstUnseen()).toBeNull();
});
