import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openBelow, tellsOpenFiles } from '../../testing/open-below.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { createDiskSorting } from './disk-sorter.ts';
import { createLineFile, readLines } from './line-files.ts';

it('sorts by key, keeps the order of equal keys, and leaves nothing behind', () => {
  const texts = fc.array(fc.tuple(fc.stringMatching(/^[ab\t\n"ü]{0,3}$/), fc.string({ unit: 'binary' })), {
    maxLength: 100,
  });
  const folder = temporaryFolder();
  fc.assert(
    fc.property(texts, fc.integer({ min: 20, max: 2000 }), fc.integer({ min: 2, max: 5 }), (items, room, most) => {
      const sorting = createDiskSorting(folder, { mostCharacters: room, mostStretches: most });
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
  const sorter = createDiskSorting(folder, { mostCharacters: 4, mostStretches: 10 }).create();
  for (let n = 0; n < 5; n++) sorter.add(`${n}`, 'text');
  const sorted = sorter.sorted()[Symbol.iterator]();
  expect(sorted.next().value).toEqual({ key: '0', text: 'text' });
  expect(openBelow(folder)).toHaveLength(5);
  sorted.return?.();
  expect(openBelow(folder)).toEqual([]);
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
  let offset = 0;
  for (const { text, offset: at, length } of read) {
    expect([at, length]).toEqual([offset, Buffer.byteLength(text)]);
    offset += length + 1;
  }
});
