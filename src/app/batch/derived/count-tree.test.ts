import { expect, it } from 'vitest';
import { deidentified, fakeFile, held, notDicom, truncated } from '../../../testing/fake-batch.ts';
import { isForetold } from '../forecast-state.ts';
import { countStandings, nothingForetold } from '../outcomes.ts';
import { countTree } from './count-tree.ts';
import { groupStudies } from './group-studies.ts';

const images = [fakeFile(0), fakeFile(1), fakeFile(2, { seriesInstanceUid: '2.25.2009' })];
const settled = [fakeFile(3, {}, { scan: truncated }), fakeFile(4, {}, { scan: notDicom })];

it.each([
  ['nothing has a plan', images],
  ['some wait', images.map((file, n) => (n === 1 ? { ...file, outcome: held() } : file))],
  ['all are planned', images.map((file) => ({ ...file, outcome: deidentified }))],
])('says of all files what counting them one by one says: %s', (_, some) => {
  for (const files of [some, [...some, ...settled]]) {
    const { standings, isForetold: isWhole } = countTree(groupStudies(files, nothingForetold, 'as-found'), files);
    expect(standings).toEqual(countStandings(files, nothingForetold));
    expect(isWhole).toBe(isForetold(files));
  }
});
