import { describe, expect, it } from 'vitest';
import { createPressGuard, createPressStart, isHeldEnter, meaningOf, pressesButton, releases } from './press-guard.ts';
import { type WayOut, waysOut } from './ways-out.ts';

const images = { reason: 'may-show-text', isReleasable: true, value: null, canBlankPage: false } as const;
const seen = (each: number) => ({ each, inProjections: 0, byDetector: 0, of: 3 });

describe('a press', () => {
  it('meant for Look at the next part releases nothing when the last part was seen under the finger', () => {
    const guard = createPressGuard();
    guard.show(meaningOf('series', waysOut(images, 0, seen(2))), 0);
    guard.show(meaningOf('series', waysOut(images, 0, seen(3))), 10_000);
    expect([10_000, 10_200, 10_399, 10_400].map(guard.takes)).toEqual([false, false, false, true]);
  });

  it('that began before the change releases nothing, however late the button is let go', () => {
    const guard = createPressGuard();
    guard.show('before', 0);
    guard.show('after', 5000);
    expect(guard.takes(4990)).toBe(false);
  });

  it('made twice decides one series: the next one has the same words on its button', () => {
    const guard = createPressGuard();
    const ways = waysOut(images, 1, seen(3));
    guard.show(meaningOf('series 1', ways), 0);
    expect(guard.takes(1000)).toBe(true);
    guard.show(meaningOf('series 2', ways), 1020);
    expect([1150, 1420].map(guard.takes)).toEqual([false, true]);
  });

  it('for a way that moved to the place of another one is not taken', () => {
    const guard = createPressGuard();
    guard.show(meaningOf('series', waysOut(images, 0, seen(3))), 0);
    guard.show(meaningOf('series', waysOut(images, 0, seen(2))), 2000);
    expect(guard.takes(2100), 'Nothing identifying now stands where Leave out stood').toBe(false);
  });

  it('is taken at once again where the same was shown anew, and not before anything was shown', () => {
    const guard = createPressGuard();
    expect(guard.takes(900)).toBe(false);
    guard.show('same', 1000);
    guard.show('same', 2000);
    expect(guard.takes(2001)).toBe(true);
    guard.show('other', 3000);
    guard.show('same', 3100);
    expect(guard.takes(3200), 'away and back is a change too').toBe(false);
  });
});

describe('a key that is held down', () => {
  it('decides by what the button said when it went down, however late it is let go', () => {
    const guard = createPressGuard();
    const start = createPressStart();
    guard.show('series 1', 0);
    start.down(5000);
    guard.show('series 2', 5100);
    expect(guard.takes(start.take(5900)), 'let go 800 ms after the next series came').toBe(false);
    expect(guard.takes(start.take(6000)), 'a click without a press of its own').toBe(true);
  });

  it('presses once: its repetitions begin no press, and those of Enter are put aside', () => {
    const key = (name: string, repeat: boolean) => ({ key: name, repeat });
    expect(['Enter', ' ', 'a'].map((name) => pressesButton(key(name, false)))).toEqual([true, true, false]);
    expect(['Enter', ' '].map((name) => pressesButton(key(name, true)))).toEqual([false, false]);
    expect(['Enter', ' ', 'ArrowDown'].map((name) => isHeldEnter(key(name, true)))).toEqual([true, false, false]);
    expect(isHeldEnter(key('Enter', false))).toBe(false);
  });
});

it('holds back what lets files out, and not what looks, asks or leaves out', () => {
  const ways: readonly WayOut[] = ['look', 'wait', 'leave-out', 'leave-document', 'pages', 'replace', 'let-through'];
  expect(ways.filter(releases)).toEqual([]);
  const out: readonly WayOut[] = ['blank', 'nothing', 'remove-value', 'switch-purpose', 'blank-page'];
  expect(out.every(releases)).toBe(true);
});
