import { expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { fakeFile } from '../../testing/fake-batch.ts';
import { createBatchState } from '../batch/batch-state.ts';
import { groupStudies } from '../batch/derived/group-studies.ts';
import { nothingForetold } from '../batch/outcomes.ts';
import { leaveOut } from '../batch/reduce-left-out.ts';
import { inclusionOf, toggleInclusion } from './inclusion.ts';
import type { TreeRow } from './tree-rows.ts';

const start = {
  ...createBatchState(createProfile('qmenta-guarded'), null, new Uint8Array(32)),
  files: [fakeFile(0), fakeFile(1)],
};
const rowsOf = ({ files }: typeof start): readonly TreeRow[] => {
  const node = groupStudies(files, nothingForetold)[0]!;
  const series = node.studies[0]!.series[0]!;
  return [
    { level: 1, key: 'p', node, isExpanded: true },
    { level: 3, key: 's', node: series, isExpanded: true },
    { level: 4, key: 'f', file: series.members[0]! },
  ];
};

it('says of each level how much of it is left in', () => {
  const some = leaveOut(start, [0]);
  const none = leaveOut(start, [0, 1]);
  const states = [start, some, none].map((state) =>
    rowsOf(state as typeof start).map((row) => inclusionOf(row, state.leftOut)),
  );
  expect(states).toEqual([
    ['all', 'all', 'all'],
    ['some', 'some', 'none'],
    ['none', 'none', 'none'],
  ]);
});

it('leaves out what is in whole, puts back what is not, and names only files that change', () => {
  const files = start.files;
  expect(toggleInclusion(files, new Map())).toEqual({ kind: 'left-out', ids: [0, 1] });
  expect(toggleInclusion(files, new Map([[1, null]]))).toEqual({ kind: 'put-back', ids: [1] });
});
