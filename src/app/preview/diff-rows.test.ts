import { describe, expect, it } from 'vitest';
import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import type { DiffFilter } from './diff-rows.ts';
import { countActions, listDiffLines } from './diff-rows.ts';

const row = (tag: string, name: string, parts: Partial<DiffRow> = {}): DiffRow => ({
  path: tag,
  tag,
  name,
  vr: 'LO',
  depth: 0,
  isPrivate: false,
  before: 'FAKE value',
  after: null,
  action: 'K',
  effect: 'kept',
  reason: 'No rule names it · K',
  ...parts,
});
const rows = [
  row('(0008,0005)', 'Specific Character Set'),
  row('(0008,0008)', 'Image Type'),
  row('(0008,0016)', 'SOP Class UID'),
  row('(0010,0010)', "Patient's Name", { action: 'Z', effect: 'replaced', after: 'N-1', reason: 'QMENTA · Z' }),
  row('(0028,0010)', 'Rows'),
];
const all: DiffFilter = { isChangedOnly: false, search: '', actions: new Set() };
const tags = (filter: Partial<DiffFilter>) =>
  listDiffLines(rows, { ...all, ...filter }, new Set()).map((line) => (line.kind === 'row' ? line.row.tag : 'fold'));

describe('listDiffLines', () => {
  it('folds runs of untouched attributes, and only runs', () => {
    const lines = listDiffLines(rows, all, new Set());
    expect(lines[0]).toEqual({ kind: 'fold', key: 'fold 0', count: 3, from: '(0008,0005)', to: '(0008,0016)' });
    expect(lines.slice(1).map(({ kind }) => kind)).toEqual(['row', 'row']);
  });

  it('shows a run once it is unfolded', () => {
    expect(listDiffLines(rows, all, new Set(['fold 0']))).toHaveLength(5);
  });

  it('shows changed attributes only', () => expect(tags({ isChangedOnly: true })).toEqual(['(0010,0010)']));

  it.each(['(0028,0010)', '0028,0010', '00280010', 'rows', 'ROWS no rule'])('finds an attribute by %s', (search) => {
    expect(tags({ search })).toEqual(['(0028,0010)']);
  });

  it('finds a keyword without its spaces and punctuation', () => {
    expect(tags({ search: 'PatientsName' })).toEqual(['(0010,0010)']);
  });

  it('filters by action without folding', () => {
    expect(tags({ actions: new Set(['K']) })).toHaveLength(4);
    expect(tags({ actions: new Set(['X']) })).toEqual([]);
  });
});

it('counts the actions of a file', () => {
  expect(countActions(rows)).toMatchObject({ K: 4, Z: 1, X: 0 });
});
