import { expect, it } from 'vitest';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { imageWays } from './image-ways.ts';

const entry = { reason: 'may-show-text', isReleasable: true, value: null, canBlankPage: false } as WaitingEntry;
const seen = (each: number) => ({ each, inProjections: 0, byDetector: 0, of: 2 });
const shown = { kind: 'shown' } as Parameters<typeof imageWays>[1]['viewer']['view'];
const viewer = (view = shown, picture: 'before' | 'after' = 'before') => ({ view, isSeen: false, tools: { picture } });
const device = {
  isOne: true,
  canMark: true,
  ticked: 1,
  proposed: { isFromDevice: true },
  isSearching: false,
  seen: seen(2),
  seenAfter: seen(0),
};

it('boxes of the device blank nothing before an image was seen with them', () => {
  const before = imageWays(entry, { ...device, viewer: viewer() });
  expect([before.ways.primary, before.look]).toEqual(['look', 'boxes']);
  expect(imageWays(entry, { ...device, viewer: viewer(shown, 'after') })).toMatchObject({ look: 'part' });
  expect(imageWays(entry, { ...device, viewer: viewer(), isOne: false }).look).toBe('boxes');
  const after = imageWays(entry, { ...device, viewer: viewer(), seenAfter: seen(1) });
  expect([after.ways.primary, after.look]).toEqual(['blank', 'part']);
});

it('other boxes blank nothing before a picture is on the screen', () => {
  const found = { ...device, proposed: { isFromDevice: false }, seen: seen(0) };
  expect(imageWays(entry, { ...found, proposed: null, viewer: viewer() }).ways.primary).toBe('blank');
  expect(imageWays(entry, { ...found, viewer: viewer({ kind: 'loading' }) }).ways.primary).toBe('look');
  expect(imageWays(entry, { ...found, viewer: viewer() }).ways.primary).toBe('blank');
  const marked = { ...found, viewer: viewer({ kind: 'loading' }), isOne: false, seen: seen(1) };
  expect(imageWays(entry, marked)).toMatchObject({ ways: { primary: 'blank' }, look: 'page' });
  // Tiles that are too small to count lead on to a single image, and not to a button without effect.
  expect(imageWays(entry, { ...marked, canMark: false }).look).toBe('one');
});
