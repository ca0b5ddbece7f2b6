import { describe, expect, it } from 'vitest';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { strings } from '../../ui/strings.ts';
import { compareRows } from './row-effect.ts';

const row = (path: string, effect: DiffRow['effect'], after: string | null = null): DiffRow => ({
  path,
  tag: path,
  name: '',
  vr: 'LO',
  depth: 0,
  isPrivate: false,
  before: 'a',
  after,
  action: effect === 'kept' ? 'K' : 'X',
  effect,
  reason: '',
});
const text = (before: readonly DiffRow[], after: readonly DiffRow[]) =>
  strings.profile.effect(compareRows(before, after));

describe('compareRows', () => {
  it('counts what happens to more and to fewer attributes', () => {
    const before = [row('1', 'removed'), row('2', 'removed'), row('3', 'emptied')];
    const after = [row('1', 'kept'), row('2', 'kept'), row('3', 'emptied')];
    expect(text(before, after)).toBe('In the open file: 2 more attributes kept, 2 fewer removed.');
  });

  it('tells other values where the numbers stay the same', () => {
    expect(text([row('1', 'replaced', '2000')], [row('1', 'replaced', '1999')])).toBe(
      'In the open file: 1 attribute changes in another way.',
    );
  });

  it('counts an attribute once, whatever is another about it', () => {
    const old = row('1', 'replaced', '2000');
    const changedBy = (now: Partial<DiffRow>) => compareRows([old], [{ ...old, ...now }]).changed;
    expect(
      [{}, { action: 'D' }, { effect: 'emptied' }, { after: '1999' }].map((now) => changedBy(now as Partial<DiffRow>)),
    ).toEqual([0, 1, 1, 1]);
    expect(compareRows([], [old])).toEqual({ deltas: [{ effect: 'replaced', by: 1 }], changed: 1 });
  });

  it('says when nothing changes', () => {
    expect(text([row('1', 'kept')], [row('1', 'kept')])).toBe('In the open file: no attribute changes.');
  });

  it('counts attributes that appear or go', () => {
    expect(compareRows([row('1', 'added'), row('2', 'kept')], [row('2', 'kept')])).toEqual({
      deltas: [{ effect: 'added', by: -1 }],
      changed: 1,
    });
  });
});
