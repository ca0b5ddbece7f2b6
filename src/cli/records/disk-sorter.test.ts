import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openBelow, tellsOpenFiles } from '../../testing/open-below.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { createDiskSorting } from './disk-sorter.ts';
import { createLineFile, readLines } from './line-files.ts';

it('sorts by key, keeps the order of equal keys, and leaves nothing behind', () => {
  const json = fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text));
  const texts = fc.array(fc.tuple(fc.stringMatching(/^[ab\t\n"ü]{0,3}$/), json), { maxLength: 80 });
  const folder = temporaryFolder();
  fc.assert(
    fc.property(texts, fc.integer({ min: 300, max: 8000 }), fc.integer({ min: 2, max: 5 }), (items, room, most) => {
      const sorting = createDiskSorting(folder, { mostBytes: room, mostStretches: most });
      const sorter = sorting.create();
      for (const [key, text] of items) sorter.add(key, text);
      const sorted = [...sorter.sorted()].map(({ key, text }) => [key, text]);
      const expected = items.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
      expect(sorted).toEqual(expected);
      expect(readdirSync(folder)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

it.runIf(tellsOpenFiles)('has nothing open once the reader has had enough', () => {
  const folder = temporaryFolder();
  const sorter = createDiskSorting(folder, { mostBytes: 4, mostStretches: 10 }).create();
  for (let n = 0; n < 5; n++) sorter.add(`${n}`, 'text');
  const sorted = sorter.sorted()[Symbol.iterator]();
  expect(sorted.next().value).toEqual({ key: '0', text: 'text' });
  expect(openBelow(folder)).toHaveLength(5);
  sorted.return?.();
  expect(openBelow(folder)).toEqual([]);
});

it('has each text on disk once at a time, and few files, however many stretches there are', () => {
  const folder = temporaryFolder();
  const sorter = createDiskSorting(folder, { mostBytes: 1, mostStretches: 4 }).create();
  const [own] = readdirSync(folder);
  const count = 250;
  // Each is a stretch of its own; keys are three, so most of the order is that of adding.
  for (let n = 0; n < count; n++) sorter.add(`${n % 3}`, `${n}`);
  // 250 is 3322 to the base of 4: so many of each level.
  expect(readdirSync(path.join(folder, own!))).toHaveLength(3 + 3 + 2 + 2);
  const expected = [0, 1, 2].flatMap((rest) =>
    Array.from({ length: count }, (_, n) => n).filter((n) => n % 3 === rest),
  );
  expect([...sorter.sorted()].map(({ text }) => Number(text))).toEqual(expected);
});

it('holds a text that is longer than a room', () => {
  const folder = temporaryFolder();
  const sorter = createDiskSorting(folder).create();
  const long = 'ü'.repeat(300_000);
  for (const text of ['first', long, 'last']) sorter.add('', text);
  expect([...sorter.sorted()].map(({ text }) => text)).toEqual(['first', long, 'last']);
});

it('reads lines across windows and of any length, and passes over what has no end', () => {
  const place = path.join(temporaryFolder(), 'lines.txt');
  const lines = [
    '',
    'ü'.repeat(800_000),
    'short',
    'x'.repeat(3_000_000),
    ...Array.from({ length: 9000 }, (_, n) => `line ${n} of many`.repeat(20)),
  ];
  const file = createLineFile(place);
  for (const line of lines) file.add(line);
  file.close();
  const read = [...readLines(place)];
  expect(read.map(({ text }) => text)).toEqual(lines);
  for (const { text, length } of read) expect(length).toBe(Buffer.byteLength(text));
});
