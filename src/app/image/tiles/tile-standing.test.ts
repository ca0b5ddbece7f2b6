import { describe, expect, it } from 'vitest';
import { standingOfTile } from './tile-standing.ts';

const drawn = { kind: 'drawn', rows: 9, columns: 9, looks: ['brightest'], isDrowned: false, text: 'none' } as const;
const group = { count: 64, isSeen: false, isOnScreen: false, isLarge: true };

describe('a tile counts', () => {
  it('once it was on the screen, large enough', () => {
    expect(standingOfTile(drawn, group)).toBe('unseen');
    expect(standingOfTile(drawn, { ...group, isOnScreen: true })).toBe('on-screen');
    expect(standingOfTile(drawn, { ...group, isOnScreen: true, isLarge: false })).toBe('too-small');
    expect(standingOfTile(drawn, { ...group, isLarge: false, isSeen: true })).toBe('seen');
  });

  it('not while the detector has not looked at a group, and not where it found text in it', () => {
    for (const text of ['waiting', 'found', 'failed'] as const) {
      expect(standingOfTile({ ...drawn, text }, { ...group, isOnScreen: true })).toBe(text);
      expect(standingOfTile({ ...drawn, text }, { ...group, count: 1 })).toBe('unseen');
    }
  });

  it('not where text could drown, and not without a picture', () => {
    expect(standingOfTile({ ...drawn, isDrowned: true }, { ...group, isOnScreen: true })).toBe('drowned');
    expect(standingOfTile({ kind: 'loading' }, { ...group, isOnScreen: true })).toBe('loading');
  });
});
