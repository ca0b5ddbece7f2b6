import { describe, expect, it } from 'vitest';
import { remainingRow } from '../../testing/remaining-row.ts';
import { nothingAsked } from '../batch/remains-state.ts';
import { countRemains, filterRows } from './filter-rows.ts';

const rows = [
  remainingRow('Lancelot 2', { why: 'unknown-word', isToCheck: true }),
  remainingRow('T1 MPRAGE'),
  remainingRow('12', {
    why: 'number',
    isPlain: true,
    name: 'Instance Number',
    tag: '(0020,0013)',
    path: '(0020,0013)',
  }),
  remainingRow('Head', { path: '(0008,2218)[].(0008,0104)', tag: '(0008,0104)', name: 'Code Meaning' }),
];
const texts = (filter: Partial<typeof nothingAsked.filter>, reviewed: ReadonlySet<string> = new Set()) =>
  filterRows(rows, { ...nothingAsked.filter, ...filter }, reviewed).map(({ text }) => text);

describe('filterRows', () => {
  it('leaves numbers and own makings out unless they are asked for', () => {
    expect(texts({})).toEqual(['Lancelot 2', 'T1 MPRAGE', 'Head']);
    expect(texts({ hasPlain: true })).toHaveLength(4);
  });

  it('finds values, names, tags and the sequences around', () => {
    expect(texts({ search: ' lancelot ' })).toEqual(['Lancelot 2']);
    expect(texts({ search: 'code mean' })).toEqual(['Head']);
    expect(texts({ search: '0008,2218' })).toEqual(['Head']);
    expect(texts({ search: '0020,0013' })).toEqual([]);
  });

  it('takes what was reviewed off the list of what is to check', () => {
    expect(texts({ isToCheckOnly: true })).toEqual(['Lancelot 2']);
    expect(texts({ isToCheckOnly: true }, new Set([rows[0]!.reviewKey]))).toEqual([]);
  });
});

describe('countRemains', () => {
  it('counts what a person reads, and what is still to check', () => {
    expect(countRemains({ rows, reviewed: new Set() })).toEqual({ values: 3, toCheck: 1 });
    expect(countRemains({ rows, reviewed: new Set([rows[0]!.reviewKey]) })).toEqual({ values: 3, toCheck: 0 });
  });
});
