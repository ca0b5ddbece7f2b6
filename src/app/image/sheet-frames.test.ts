import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fakeFile } from '../../testing/fake-batch.ts';
import { sheetFrames } from './sheet-frames.ts';

it('finds every frame of every file by number, and its number again', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(lengths, (frames) => {
      const sheet = sheetFrames(frames.map((count, id) => fakeFile(id, { frames: count })));
      const expected = frames.flatMap((count, id) => Array.from({ length: count }, (_, frame) => `${id} ${frame}`));
      expect(sheet.count).toBe(expected.length);
      for (const [index, place] of expected.entries()) {
        const cell = sheet.at(index);
        expect(`${cell?.file.id} ${cell?.frame}`).toBe(place);
        expect(sheet.indexOf(cell?.file.id ?? -1, cell?.frame ?? -1)).toBe(index);
      }
    }),
    { numRuns: 30 },
  );
});

it('has nothing before the first and behind the last', () => {
  const sheet = sheetFrames([fakeFile(0)]);
  expect([sheet.at(-1), sheet.at(1), sheetFrames([]).at(0)]).toEqual([null, null, null]);
});
