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
  const decided = valueDecisions(files, { path: '(0008,103E)', likeness: 'K' }, { kind: 'remove' }, { atIso: at });
  expect(decided.map(({ id, values }) => [id, values.map(({ path }) => path)])).toEqual([
    [1, ['(0008,103E)']],
    [2, ['(0008,103E)']],
  ]);
  expect(decided[0]?.values[0]).toEqual({ kind: 'remove', path: '(0008,103E)', atIso: at });
});

it('tells a value that shares nothing by its place', () => {
  const decided = valueDecisions([first], { path: '(0018,1030)', likeness: null }, { kind: 'remove' }, { atIso: at });
  expect(decided.map(({ values }) => values.map(({ path }) => path))).toEqual([['(0018,1030)']]);
});

it('takes no hold of another kind, and none without a place, for one about a value', () => {
  const { path: _, ...without } = hold('(0008,103E)', 'K');
  const others = [{ ...hold('(0008,103E)', 'K'), kind: 'pixels' } as const, without];
  const file = fakeFile(1, {}, { outcome: { ...held(), holds: others } });
  expect(valueDecisions([file], { path: '(0008,103E)', likeness: 'K' }, { kind: 'remove' }, { atIso: at })).toEqual([]);
});

it('keeps what was decided about the file before', () => {
  const earlier = { kind: 'remove', path: '(0010,4000)', atIso: '2025-01-01T00:00:00Z' } as const;
  const release = { reason: 'seen', atIso: at, shown: 'words', pixels: { kind: 'unstated' } } as const;
  const [decided] = valueDecisions(
    [{ ...first, values: [earlier], release }],
    { path: '(0008,103E)', likeness: 'K' },
    { kind: 'replace', text: 'Head' },
    { atIso: at },
  );
  expect(decided?.values).toEqual([earlier, { kind: 'replace', text: 'Head', path: '(0008,103E)', atIso: at }]);
  expect(decided?.release).toBe(release);
});

it('says of no identifier what was found, and nothing of a file that does not wait', () => {
  const choice = { kind: 'not-an-identifier', reason: 'A phantom' } as const;
  const value = { path: '(0008,103E)', likeness: 'K' };
  const [decided, ...others] = valueDecisions([first, fakeFile(4)], value, choice, { atIso: at });
  expect(decided?.values[0]).toEqual({ ...choice, path: '(0008,103E)', atIso: at, tokens: ['mark (0008,103E)'] });
  expect(others).toEqual([]);
});
