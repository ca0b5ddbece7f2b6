import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as fsPromises from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { collect } from '../../testing/collect.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { sourceFromPaths } from './list-paths.ts';

// The tests may run as root, whom no folder refuses.
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof fsPromises>();
  const readdir = async (place: string) => {
    if (place.endsWith('locked')) throw new Error('EACCES');
    return original.readdir(place);
  };
  return { ...original, readdir };
});

const root = temporaryFolder();

it('says in every shard what could not be opened, because its files may belong to each', async () => {
  const input = path.join(root, 'study');
  mkdirSync(path.join(input, 'locked'), { recursive: true });
  symlinkSync(path.join(root, 'gone'), path.join(input, 'dangling'));
  for (let n = 0; n < 9; n++) writeFileSync(path.join(input, `${n}.dcm`), '');
  const shards = await Promise.all(
    [0, 1, 2].map((index) => collect(sourceFromPaths([input], { index, count: 3 }).list(new AbortController().signal))),
  );
  for (const items of shards) {
    const failed = items.filter((item) => item.kind === 'settled').map((item) => [item.path, item.outcome.code]);
    expect(failed).toEqual([
      ['study/dangling', 'unreadable'],
      ['study/locked', 'unreadable'],
    ]);
  }
  const files = shards.flat().filter((item) => item.kind === 'file');
  expect(files.map((item) => item.path).sort()).toEqual([...Array(9).keys()].map((n) => `study/${n}.dcm`));
});
