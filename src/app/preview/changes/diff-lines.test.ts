import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { runToEnd } from '../../ui/run-sliced.ts';
import type { DiffLine } from './diff-lines.ts';
import { findLine, listDiffLines, parentLine } from './diff-lines.ts';
import { buildDiffTree } from './diff-tree.ts';
import type { Folds } from './folds.ts';
import { allFolded, allUnfolded, asIs, withFold } from './folds.ts';
import type { DiffFilter } from './match-rows.ts';
import { countActions, isFilterOn, matchRows, noFilter } from './match-rows.ts';

const row = (path: string, name: string, parts: Partial<DiffRow> = {}): DiffRow => ({
  path,
  tag: path.slice(-11),
  name,
  vr: 'LO',
  depth: path.split('.').length - 1,
  isPrivate: false,
  before: 'FAKE value',
  after: null,
  action: 'K',
  effect: 'kept',
  reason: 'No rule names it · K',
  ...parts,
});
const changed = { action: 'Z', effect: 'replaced', after: 'N-1', reason: 'QMENTA · Z' } as const;
const rows = [
  row('(0008,0005)', 'Specific Character Set'),
  row('(0008,0008)', 'Image Type'),
  row('(0008,0016)', 'SOP Class UID'),
  row('(0010,0010)', "Patient's Name", changed),
  row('(0028,0010)', 'Rows'),
];
/** A sequence with two items, of which one holds a change, between plain rows. */
const nested = [
  row('(0008,0060)', 'Modality'),
  row('(0008,1140)', 'Referenced Image Sequence', { vr: 'SQ' }),
  row('(0008,1140)[0].(0008,1150)', 'Referenced SOP Class UID'),
  row('(0008,1140)[0].(0008,1155)', 'Referenced SOP Instance UID', changed),
  row('(0008,1140)[1].(0008,1150)', 'Referenced SOP Class UID'),
  row('(0008,1140)[1].(0008,1160)', 'Referenced Frame Number'),
  row('(0010,0010)', "Patient's Name", changed),
];
const treeOf = (list: readonly DiffRow[]) => runToEnd(buildDiffTree(list));
const linesOf = (list: readonly DiffRow[], filter: Partial<DiffFilter> = {}, folds: Folds = asIs) => {
  const whole = { ...noFilter, ...filter };
  return runToEnd(listDiffLines(treeOf(list), isFilterOn(whole) ? runToEnd(matchRows(list, whole)) : null, folds));
};
/** One word a line, indented as deep as it lies. */
const drawn = (list: readonly DiffRow[], filter: Partial<DiffFilter> = {}, folds: Folds = asIs) =>
  linesOf(list, filter, folds).map((line) => {
    const text = line.kind === 'row' ? list[line.index]!.tag : line.kind === 'item' ? `item ${line.number}` : line.kind;
    const sign = line.kind === 'value' || line.isOpen === null ? '' : line.isOpen ? ' -' : ' +';
    return `${'  '.repeat(line.level)}${text}${sign}${line.kind === 'row' && line.isContext ? ' context' : ''}`;
  });

describe('listDiffLines', () => {
  it('folds runs of untouched attributes, and only runs', () => {
    expect(drawn(rows)).toEqual(['fold +', '(0010,0010)', '(0028,0010)']);
    expect(linesOf(rows)[0]).toMatchObject({ kind: 'fold', index: 0, end: 3 });
  });

  it('shows a run below its line once it is unfolded', () => {
    expect(drawn(rows, {}, withFold(asIs, 'run (0008,0005)', true))).toEqual([
      'fold -',
      '  (0008,0005)',
      '  (0008,0008)',
      '  (0008,0016)',
      '(0010,0010)',
      '(0028,0010)',
    ]);
  });

  it('shows items where there are several, and what is in them', () => {
    expect(drawn(nested)).toEqual([
      '(0008,0060)',
      '(0008,1140) -',
      '  item 1 -',
      '    (0008,1150)',
      '    (0008,1155)',
      '  fold +',
      '(0010,0010)',
    ]);
  });

  it('shows the one item of a sequence without a line of its own', () => {
    expect(drawn(nested.slice(0, 4))).toEqual(['(0008,0060)', '(0008,1140) -', '  (0008,1150)', '  (0008,1155)']);
  });

  it('folds a sequence or an item by its key, and everything at once', () => {
    expect(drawn(nested, {}, withFold(asIs, '(0008,1140)', false))).toEqual([
      '(0008,0060)',
      '(0008,1140) +',
      '(0010,0010)',
    ]);
    expect(drawn(nested, {}, withFold(asIs, 'item (0008,1140)[0].(0008,1150)', false))).toContain('  item 1 +');
    expect(drawn(nested, {}, allFolded)).toEqual(['(0008,0060)', '(0008,1140) +', '(0010,0010)']);
    const open = linesOf(nested, {}, allUnfolded);
    expect(open.filter(({ kind }) => kind === 'row')).toHaveLength(nested.length);
  });

  it('folds the items of long sequences at first', () => {
    const frames = Array.from({ length: 30 }, (_, at) => row(`(5200,9230)[${at}].(0018,9074)`, 'Frame Time', changed));
    const lines = linesOf([row('(5200,9230)', 'Per-Frame', { vr: 'SQ' }), ...frames]);
    expect(lines).toHaveLength(31);
    expect(lines.at(-1)).toMatchObject({ kind: 'item', number: 30, isOpen: false });
  });

  it('shows a pinned row whatever folds and filters say', () => {
    const pinned = runToEnd(listDiffLines(treeOf(rows), null, asIs, null, [1]));
    expect(pinned.map(({ index, kind }) => [kind, index])).toEqual([
      ['row', 0],
      ['row', 1],
      ['row', 2],
      ['row', 3],
      ['row', 4],
    ]);
    const found = runToEnd(matchRows(rows, { ...noFilter, isChangedOnly: true }));
    const filtered = runToEnd(listDiffLines(treeOf(rows), found, asIs, null, [1]));
    expect(filtered).toMatchObject([
      { index: 1, isContext: true },
      { index: 3, isContext: false },
    ]);
  });

  it('keeps what a filtered row lies in', () => {
    expect(drawn(nested, { search: '0008,1155' })).toEqual(['(0008,1140) - context', '  item 1 -', '    (0008,1155)']);
    expect(drawn(nested, { isChangedOnly: true })).toEqual([
      '(0008,1140) - context',
      '  item 1 -',
      '    (0008,1155)',
      '(0010,0010)',
    ]);
  });

  it('shows the values of a row that stands for several', () => {
    const value = { ...changed, before: 'a', after: 'b', risk: null, files: 2, fileId: 7 };
    const lines = runToEnd(
      listDiffLines(treeOf(rows), null, withFold(asIs, '(0010,0010)', true), (at) =>
        at === 3 ? [value, { ...value, before: 'c' }] : [value],
      ),
    );
    expect(lines.map(({ kind }) => kind)).toEqual(['fold', 'row', 'value', 'value', 'row']);
  });

  it('takes turns in a list of many thousand lines', () => {
    const list = Array.from({ length: 9000 }, (_, at) => row(`(0009,${at.toString(16).padStart(4, '0')})`, 'Private'));
    const work = listDiffLines(treeOf(list), null, allUnfolded);
    let turns = 0;
    while (work.next().done !== true) turns += 1;
    expect(turns).toBe(4);
  });

  it('shows each row once when everything is unfolded, and each match once under any filter', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 40 }), (shape) => {
        const list = randomRows(shape);
        const indices = (lines: readonly DiffLine[]) =>
          lines.flatMap((line) => (line.kind === 'row' ? [line.index] : []));
        expect(indices(linesOf(list, {}, allUnfolded))).toEqual(list.map((_, at) => at));
        const matching = list.flatMap((one, at) => (one.effect === 'kept' ? [] : [at]));
        const shown = linesOf(list, { isChangedOnly: true });
        expect(indices(shown.filter((line) => line.kind === 'row' && !line.isContext))).toEqual(matching);
        expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
      }),
    );
  });
});

describe('a filter', () => {
  const tags = (filter: Partial<DiffFilter>) => drawn(rows, filter);

  it('shows changed attributes only', () => expect(tags({ isChangedOnly: true })).toEqual(['(0010,0010)']));

  it.each(['(0028,0010)', '0028,0010', '00280010', 'rows', 'ROWS no rule'])('finds an attribute by %s', (search) => {
    expect(tags({ search })).toEqual(['(0028,0010)']);
  });

  it.each(['PatientName', 'PatientsName'])(
    'finds an attribute by its keyword or its name without spaces: %s',
    (search) => {
      expect(tags({ search })).toEqual(['(0010,0010)']);
    },
  );

  it('goes by action without folding', () => {
    expect(tags({ actions: new Set(['K']) })).toHaveLength(4);
    expect(tags({ actions: new Set(['X']) })).toEqual([]);
  });

  it('looks into the values of a row that stands for several', () => {
    const value = { ...changed, before: 'rare', after: null, risk: null, files: 1, fileId: 0 };
    const found = runToEnd(matchRows(rows, { ...noFilter, search: 'rare' }, (at) => (at === 0 ? [value] : [])));
    expect([...found.isMatch]).toEqual([1, 0, 0, 0, 0]);
    expect(found.count).toBe(1);
  });
});

describe('places among the lines', () => {
  const lines = linesOf(nested);

  it('are found by key, or before it where it is folded away', () => {
    expect(findLine(lines, '(0010,0010)', 6)).toBe(lines.length - 1);
    expect(findLine(lines, '(0008,1140)[1].(0008,1160)', 5)).toBe(lines.length - 2);
  });

  it('lie in each other', () => {
    expect(parentLine(lines, 4)).toBe(2);
    expect(parentLine(lines, 2)).toBe(1);
    expect(parentLine(lines, 1)).toBe(-1);
  });
});

it('gives an attribute that stands twice two keys', () => {
  expect(treeOf([rows[0]!, rows[0]!]).keys).toEqual(['(0008,0005)', '(0008,0005) 2']);
});

it('counts the actions of a file', () => {
  expect(countActions(rows)).toMatchObject({ K: 4, Z: 1, X: 0 });
});

/** Rows at the given depths, made possible: a row is at most one deeper than the one before. */
function randomRows(shape: readonly (readonly [depth: number, isChanged: boolean])[]): readonly DiffRow[] {
  const steps: string[] = [];
  return shape.map(([wanted, isChanged], at) => {
    const depth = Math.min(wanted, steps.length);
    steps.length = depth;
    const tag = `(00${(10 + at).toString(16).padStart(2, '0')},0010)`;
    steps.push(depth === 0 ? tag : `[${Math.floor(at / 2)}].${tag}`);
    const path = steps.join('');
    return { ...row(path, 'Fake'), tag, depth, ...(isChanged ? changed : {}) };
  });
}
