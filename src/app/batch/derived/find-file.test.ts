import { describe, expect, it } from 'vitest';
import { fakeFile } from '../../../testing/fake-batch.ts';
import { changeFiles, findFile } from './find-file.ts';
import { sharedInstances } from './shared-instances.ts';

const inOrder = [2, 3, 5, 8, 13].map((id) => fakeFile(id));
const asRead = [8, 2, 13, 5, 3].map((id) => fakeFile(id));

describe.each([
  ['in order', inOrder],
  ['as they were read', asRead],
])('files %s', (_, files) => {
  it('are found by their ids, and no other one is', () => {
    for (const file of files) expect(findFile(files, file.id)).toBe(file);
    expect([0, 4, 14].map((id) => findFile(files, id))).toEqual([undefined, undefined, undefined]);
  });

  it('are changed in their places, and the others stay the same objects', () => {
    const changed = changeFiles(files, [13, 2, 99], (file) => ({ ...file, path: 'changed' }));
    expect(changed.map(({ id }) => id)).toEqual(files.map(({ id }) => id));
    expect(
      changed
        .filter((file, at) => file !== files[at])
        .map(({ id }) => id)
        .sort(),
    ).toEqual([13, 2]);
  });

  it('stay the same list where nothing becomes another file', () => {
    expect(changeFiles(files, [2, 5], (file) => file)).toBe(files);
  });
});

it('looks at few of many files', () => {
  let looks = 0;
  const files = Array.from({ length: 50_000 }, (_, id) => ({
    ...fakeFileOnce,
    get id() {
      looks += 1;
      return id;
    },
  }));
  expect(findFile(files, 31_415)?.id).toBe(31_415);
  expect(looks).toBeLessThan(30);
});

const fakeFileOnce = fakeFile(0);

describe('instances of which there are several files', () => {
  const files = ['1.2', '1.3', '1.2', '1.4', '1.2'].map((sopInstanceUid, id) => fakeFile(id, { sopInstanceUid }));

  it('are found with all their files', () => {
    expect([...sharedInstances(files)]).toEqual([['1.2', [0, 2, 4]]]);
  });

  it('are looked for once, as long as files change in all but their scans', () => {
    const before = sharedInstances(files);
    const left = changeFiles(files, [1, 2], (file) => ({ ...file, path: 'changed' }));
    expect(sharedInstances(left)).toBe(before);
    const other = changeFiles(left, [1, 2], ({ id }) => fakeFile(id, { sopInstanceUid: '1.4' }));
    expect([...sharedInstances(other)]).toEqual([
      ['1.4', [1, 2, 3]],
      ['1.2', [0, 4]],
    ]);
  });
});
