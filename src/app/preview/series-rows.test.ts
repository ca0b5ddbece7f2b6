import { describe, expect, it } from 'vitest';
import type { SurveyedAttribute, SurveyedValue } from '../../pipeline/contracts/survey.ts';
import { filesHolding, seriesRows } from './series-rows.ts';

const value = (parts: Partial<SurveyedValue>): SurveyedValue => ({
  before: 'FAKE',
  after: null,
  action: 'X',
  effect: 'removed',
  reason: 'QMENTA · X',
  risk: null,
  files: 1,
  fileId: 0,
  ...parts,
});
const attribute = (values: readonly SurveyedValue[], parts: Partial<SurveyedAttribute> = {}): SurveyedAttribute => ({
  path: '(0008,0080)',
  tag: '(0008,0080)',
  name: 'Institution Name',
  vr: 'LO',
  depth: 0,
  isPrivate: false,
  values,
  uncounted: 0,
  ...parts,
});
const rowOf = (one: SurveyedAttribute) => {
  const { rows, summaries } = seriesRows({ attributes: [one], files: 10, unread: 0 });
  return { row: rows[0]!, summary: summaries[0] };
};

describe('a row of a series', () => {
  it('shows the value that all files have, as in one file', () => {
    const { row, summary } = rowOf(attribute([value({ files: 10 })]));
    expect(summary).toBeNull();
    expect(row).toMatchObject({ before: 'FAKE', after: null, action: 'X', effect: 'removed', reason: 'QMENTA · X' });
  });

  it('counts distinct values, and keeps the word that holds for all of them', () => {
    const { row, summary } = rowOf(attribute([value({ files: 9 }), value({ before: 'OTHER' })]));
    expect(summary).toEqual({ before: '2 distinct values', after: null, actions: ['X'] });
    expect(row).toMatchObject({ before: '2 distinct values', effect: 'removed' });
  });

  it('says so where one value became several, or files end differently', () => {
    const replaced = { effect: 'replaced', action: 'D' } as const;
    const { summary } = rowOf(attribute([value({ ...replaced, after: 'A' }), value({ ...replaced, after: 'B' })]));
    expect(summary).toMatchObject({ before: null, after: '2 distinct values' });
    const mixed = rowOf(attribute([value({ effect: 'kept', action: 'K', after: 'FAKE', reason: 'other' }), value({})]));
    expect(mixed.summary).toEqual({ before: null, after: '2 distinct outcomes', actions: ['K', 'X'] });
    expect(mixed.row).toMatchObject({ effect: 'replaced', action: 'X', reason: '2 reasons' });
  });

  it('says that there are more than were kept', () => {
    const kept = [value({ effect: 'kept', action: 'K', after: 'FAKE' })];
    expect(rowOf(attribute(kept, { uncounted: 20 })).summary?.before).toBe('over 1 distinct values');
  });

  it('knows how many files hold it, at the top level only', () => {
    expect(filesHolding(attribute([value({ files: 3 }), value({ files: 4 })], { uncounted: 1 }))).toBe(8);
    expect(filesHolding(attribute([value({})], { depth: 1 }))).toBeNull();
  });
});
