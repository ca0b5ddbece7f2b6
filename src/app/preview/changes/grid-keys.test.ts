import type { KeyboardEvent } from 'react';
import { describe, expect, it } from 'vitest';
import type { DiffLine } from './diff-lines.ts';
import { moveForKey } from './grid-keys.ts';

const row = (index: number, level: number, isOpen: boolean | null): DiffLine => ({
  kind: 'row',
  key: String(index),
  index,
  level,
  isOpen,
  isContext: false,
});
/** An open sequence with an attribute inside, and a folded one. */
const lines = [row(0, 0, true), row(1, 1, null), row(2, 0, false)] as const;
const [open, inside, folded] = [0, 1, 2];

const press = (key: string, active: number, held: Partial<KeyboardEvent> = {}) =>
  moveForKey({ key, altKey: false, metaKey: false, ctrlKey: false, ...held } as KeyboardEvent, lines, active);

describe('a key in the table of changes', () => {
  it('goes up and down by lines, and no further than the ends', () => {
    expect(press('ArrowDown', open)).toEqual({ kind: 'go', to: 1 });
    expect(press('ArrowDown', folded)).toEqual({ kind: 'go', to: 2 });
    expect(press('ArrowUp', inside)).toEqual({ kind: 'go', to: 0 });
  });

  it('to the right unfolds a line, then goes into it', () => {
    expect(press('ArrowRight', folded)).toEqual({ kind: 'fold', isOpen: true });
    expect(press('ArrowRight', open)).toEqual({ kind: 'go', to: inside });
    expect(press('ArrowRight', inside)).toBeNull();
  });

  it('to the left folds a line, or goes to what it is in', () => {
    expect(press('ArrowLeft', open)).toEqual({ kind: 'fold', isOpen: false });
    expect(press('ArrowLeft', inside)).toEqual({ kind: 'go', to: open });
  });

  it.each(['Enter', ' '])('%j folds and unfolds, and picks a line with nothing inside', (key) => {
    expect(press(key, open)).toEqual({ kind: 'fold', isOpen: false });
    expect(press(key, folded)).toEqual({ kind: 'fold', isOpen: true });
    expect(press(key, inside)).toEqual({ kind: 'go', to: inside });
  });

  it('with a modifier is left to the browser, as any other key is', () => {
    for (const held of [{ altKey: true }, { metaKey: true }, { ctrlKey: true }]) {
      expect(press('Enter', open, held)).toBeNull();
      expect(press('ArrowLeft', open, held)).toBeNull();
    }
    expect(press('x', open)).toBeNull();
  });

  it('does nothing to a value of an attribute but pick it, and nothing where there is no line', () => {
    const value = { kind: 'value', key: 'v', index: 0, level: 1, value: {} } as unknown as DiffLine;
    const pressed = (key: string, at: readonly DiffLine[], active: number) =>
      moveForKey({ key, altKey: false, metaKey: false, ctrlKey: false } as KeyboardEvent, at, active);
    expect(pressed('Enter', [lines[0], value], 1)).toEqual({ kind: 'go', to: 1 });
    expect(pressed('ArrowRight', [lines[0], value], 1)).toBeNull();
    expect(pressed('ArrowRight', [], 0)).toBeNull();
  });
});
