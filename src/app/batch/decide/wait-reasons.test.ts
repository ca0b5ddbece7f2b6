import { expect, it } from 'vitest';
import type { Hold } from '../outcomes.ts';
import { entryKeyFor, isAbout, reasonOf, type WaitReason } from './wait-reasons.ts';

const hold = (kind: Hold['kind'], parts: Partial<Hold> = {}): Hold => ({
  kind,
  reason: '',
  isReleasable: true,
  ...parts,
});

it.each<readonly [Hold['kind'], WaitReason]>([
  ['patient-not-listed', 'patient'],
  ['pixels', 'may-show-text'],
  ['geometry-change', 'geometry'],
  ['residual-identifier', 'identifier'],
  ['structured-content', 'report'],
  ['encapsulated-document', 'document'],
  ['unknown-structure', 'not-understood'],
  ['lost-content', 'not-understood'],
  ['self-check', 'not-understood'],
  ['same-instance', 'other'],
])('a file that is held for %s waits under %s, before what is weaker', (kind, reason) => {
  expect(reasonOf(hold(kind))).toBe(reason);
  expect(entryKeyFor([hold('same-instance'), hold(kind)], 'S')).toBe(`${reason} S`);
  expect(entryKeyFor([hold(kind), hold('patient-not-listed')], 'S')).toBe('patient S');
});

it('a value that shares nothing is told by its place, and any other by what it shares', () => {
  const told = (likeness: string | null) => ({ tag: 0x0008103e, label: '', places: [], tokens: [], likeness }) as const;
  const [bare, shared] = [
    hold('residual-identifier', { path: 'A' }),
    hold('residual-identifier', { path: 'A', held: told('K') }),
  ];
  expect(isAbout(bare, { path: 'A', likeness: null })).toBe(true);
  expect(isAbout(bare, { path: 'B', likeness: null })).toBe(false);
  expect(isAbout(shared, { path: 'A', likeness: null })).toBe(false);
  expect(isAbout(shared, { path: 'B', likeness: 'K' })).toBe(true);
  expect(isAbout(bare, { path: 'A', likeness: 'K' })).toBe(false);
});
