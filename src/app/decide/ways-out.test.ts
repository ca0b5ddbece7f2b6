import { describe, expect, it } from 'vitest';
import { isAnySeen } from '../../dicom/seen-counts.ts';
import { waysOut } from './ways-out.ts';

const seen = (each: number, of = 3) => ({ each, inProjections: 0, byDetector: 0, of });
const noValue = { value: null, canBlankPage: false } as const;
const unseen = { isBlankable: false, isSearching: false };
const searched = { isBlankable: true, isSearching: true };
const images = { reason: 'may-show-text', isReleasable: true, ...noValue } as const;

describe('images that may show text', () => {
  it('are looked at first; only when all were seen the proposal is that they show nothing', () => {
    expect(waysOut(images, 0, seen(0))).toEqual({ primary: 'look', others: ['nothing', 'leave-out'] });
    expect(waysOut(images, 0, seen(2)).primary).toBe('look');
    expect(waysOut(images, 0, seen(3))).toEqual({ primary: 'nothing', others: ['leave-out'] });
    expect([isAnySeen(seen(0)), isAnySeen(seen(1)), isAnySeen({ ...seen(0), inProjections: 1 })]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('have no proposal by Enter while text is still looked for in them, but for boxes', () => {
    expect(waysOut(images, 0, seen(3), searched)).toEqual({ primary: 'wait', others: ['nothing', 'leave-out'] });
    expect(waysOut(images, 0, seen(2), searched).primary).toBe('look');
    expect(waysOut(images, 1, seen(3), searched).primary).toBe('blank');
  });

  it('are blanked where a person has drawn boxes', () => {
    expect(waysOut(images, 2, seen(0)).primary).toBe('blank');
  });

  it('are looked at first where boxes are proposed and nothing of them was displayed', () => {
    expect(waysOut(images, 2, seen(0), unseen)).toEqual({ primary: 'look', others: ['blank', 'nothing', 'leave-out'] });
    expect(waysOut({ ...images, isReleasable: false }, 2, seen(0), unseen).primary).toBe('look');
    expect(waysOut(images, 0, seen(3), unseen).primary).toBe('nothing');
  });

  it('have no way out unseen, whatever is known of them', () => {
    for (const boxes of [0, 1]) {
      for (const each of [0, 1, 3]) {
        const { primary, others } = waysOut(images, boxes, seen(each));
        expect([primary, ...others]).not.toContain('let-through');
      }
    }
  });

  it('that cannot be released are blanked or left out', () => {
    const stuck = { ...images, isReleasable: false };
    expect(waysOut(stuck, 0, seen(3))).toEqual({ primary: 'leave-out', others: [] });
    expect(waysOut(stuck, 1, seen(3))).toEqual({ primary: 'blank', others: ['leave-out'] });
  });
});

it('proposes to leave out what is no image, and lets through what a person may, with a note', () => {
  expect(waysOut({ reason: 'report', isReleasable: true, ...noValue }, 0, seen(0))).toEqual({
    primary: 'leave-out',
    others: ['let-through'],
  });
});

it('proposes another purpose where geometry would go, with a note as the other way', () => {
  expect(waysOut({ reason: 'geometry', isReleasable: true, ...noValue }, 0, seen(0))).toEqual({
    primary: 'switch-purpose',
    others: ['leave-out', 'let-through'],
  });
});

describe('a value in which an identifier was found', () => {
  it('is removed, replaced, or said to be none', () => {
    const value = { path: '(0008,103E)', likeness: 'K' };
    expect(waysOut({ reason: 'identifier', isReleasable: true, value, canBlankPage: false }, 0, seen(0))).toEqual({
      primary: 'remove-value',
      others: ['replace', 'not-an-identifier', 'leave-out'],
    });
  });

  it('has no such way where nobody knows its place', () => {
    expect(waysOut({ reason: 'identifier', isReleasable: true, ...noValue }, 0, seen(0))).toEqual({
      primary: 'leave-out',
      others: [],
    });
  });
});

it('offers a blank page in the place of documents that can have one', () => {
  const document = { reason: 'document', isReleasable: false, value: null } as const;
  expect(waysOut({ ...document, canBlankPage: false }, 0, seen(0))).toEqual({ primary: 'leave-document', others: [] });
  expect(waysOut({ ...document, canBlankPage: true }, 0, seen(0)).others).toEqual(['blank-page', 'pages']);
});
