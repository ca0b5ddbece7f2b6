import { expect, it } from 'vitest';
import { fakeFile, held } from '../../../testing/fake-batch.ts';
import { valueDecisions } from './decide-values.ts';

const hold = (path: string, likeness: string | null) =>
  ({
    kind: 'residual-identifier',
    reason: 'Something remains.',
    isReleasable: true,
    path,
    held: { tag: 0x0008103e, label: 'family name', places: [], tokens: [`mark ${path}`], likeness },
  }) as const;
const waits = (id: number, ...holds: readonly ReturnType<typeof hold>[]) =>
  fakeFile(id, {}, { outcome: { ...held(), holds } });
const at = '2026-01-02T03:04:05Z';

const first = waits(1, hold('(0008,103E)', 'K'), hold('(0018,1030)', null));
const files = [first, waits(2, hold('(0008,103E)', 'K'), hold('(0010,4000)', 'L')), waits(3, hold('(0008,103E)', 'M'))];

it('decides about the same value wherever it waits, and about no other', () => {
  const decided = valueDecisions(files, { path: '(0008,103E)', likeness: 'K' }, { kind: 'remove' }, at);
  expect(decided.map(({ id, values }) => [id, values.map(({ path }) => path)])).toEqual([
    [1, ['(0008,103E)']],
    [2, ['(0008,103E)']],
  ]);
  expect(decided[0]?.values[0]).toEqual({ kind: 'remove', path: '(0008,103E)', atIso: at });
});

it('tells a value that shares nothing by its place', () => {
  const decided = valueDecisions([first], { path: '(0018,1030)', likeness: null }, { kind: 'remove' }, at);
  expect(decided.map(({ values }) => values.map(({ path }) => path))).toEqual([['(0018,1030)']]);
});

it('says of no identifier what was found, and nothing of a file that does not wait', () => {
  const choice = { kind: 'not-an-identifier', reason: 'A phantom' } as const;
  const value = { path: '(0008,103E)', likeness: 'K' };
  const [decided, ...others] = valueDecisions([first, fakeFile(4)], value, choice, at);
  expect(decided?.values[0]).toEqual({ ...choice, path: '(0008,103E)', atIso: at, tokens: ['mark (0008,103E)'] });
  expect(others).toEqual([]);
});
