import { afterEach, expect, it, vi } from 'vitest';
import { actOfKey, type KeyTarget, targetOf } from './decide-keys.ts';

afterEach(() => vi.unstubAllGlobals());

/** An element of the page that is, or is in, what these simple selectors say. */
function elementIn(...selectors: readonly string[]): EventTarget {
  class FakeElement extends EventTarget {
    matches = () => false;
    closest = (list: string) => (list.split(', ').some((selector) => selectors.includes(selector)) ? this : null);
  }
  vi.stubGlobal('Element', FakeElement);
  return new FakeElement();
}

const anywhere: KeyTarget = { isField: false, takesEnter: false, takesArrows: false };
const press = (key: string, target: Partial<KeyTarget> = {}, modifiers: object = {}) =>
  actOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...modifiers }, { ...anywhere, ...target });

it('does what the keys of the step say, in either case', () => {
  expect(['Enter', 'n', 'N', 'x', 'z', '?', 's', 'Escape'].map((key) => press(key))).toEqual([
    'primary',
    'nothing',
    'nothing',
    'leave-out',
    'undo',
    'shortcuts',
    'scope',
    'image',
  ]);
  expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'PageUp'].map((key) => press(key))).toEqual([
    'skip',
    'back',
    { images: 1 },
    { images: -10 },
  ]);
});

it('leaves keys to what has the focus', () => {
  expect(['n', 'Enter', 'ArrowRight'].map((key) => press(key, { isField: true }))).toEqual([null, null, null]);
  expect(press('Enter', { takesEnter: true }), 'a button is pressed').toBeNull();
  expect([press('ArrowRight', { takesArrows: true }), press('n', { takesArrows: true })]).toEqual([null, 'nothing']);
});

it('hears no letter with a modifier, but for Ctrl and Command with Z', () => {
  expect(press('n', {}, { ctrlKey: true })).toBeNull();
  expect(press('x', {}, { altKey: true })).toBeNull();
  expect([press('z', {}, { ctrlKey: true }), press('z', {}, { metaKey: true })]).toEqual(['undo', 'undo']);
  expect(press('z', { isField: true }, { ctrlKey: true }), 'the field has an undo of its own').toBeNull();
});

it('decides with Enter where a box that was just drawn or the open entry has the focus, and presses any other button', () => {
  expect(press('Enter', targetOf(elementIn('button', '[data-box]')))).toBe('primary');
  expect(press('Enter', targetOf(elementIn('button', '[data-entry][aria-current="true"]')))).toBe('primary');
  expect(press('Enter', targetOf(elementIn('button')))).toBeNull();
});
