import { describe, expect, it } from 'vitest';
import { fakeFile } from '../../testing/fake-batch.ts';
import {
  type BoxDraft,
  boxesOf,
  changesFiles,
  draftOf,
  type Rectangle,
  rectanglesUnder,
  redactionOf,
} from './boxes.ts';

const at = (column: number, row: number, rows = 10): Rectangle => ({ column, row, columns: 40, rows });
const [name, date, room] = [at(5, 5), at(100, 7), at(5, 60)];
const fileWith = (...rectangles: readonly Rectangle[]) => {
  const redaction = redactionOf(rectangles);
  return fakeFile(1, {}, redaction === null ? {} : { redaction });
};
const drawn = (...rectangles: readonly Rectangle[]) =>
  rectangles.map((rectangle, id) => ({ id, rectangle, isTicked: true }));

describe('the boxes of a file', () => {
  it('are counted in reading order: what is about level stands in one line', () => {
    const draft: BoxDraft = { boxes: drawn(room, date, name), base: [] };
    expect(boxesOf(fileWith(), draft).map(({ rectangle }) => rectangle)).toEqual([name, date, room]);
  });

  it('are those that are drawn, and those that this file alone has', () => {
    const draft: BoxDraft = { boxes: drawn(name, date), base: [name] };
    expect(rectanglesUnder(fileWith(name), draft)).toEqual([name, date]);
    expect(rectanglesUnder(fileWith(name, room), draft), 'of its own').toEqual([name, date, room]);
    expect(rectanglesUnder(fileWith(name, room), { boxes: [], base: [name] }), 'deleted in the draft').toEqual([room]);
  });

  it('have numbers of their own, and are blanked when they are ticked', () => {
    const boxes = boxesOf(fileWith(room), { boxes: [{ id: 4, rectangle: name, isTicked: false }], base: [] });
    expect(boxes.map(({ id, isTicked }) => [id, isTicked])).toEqual([
      [4, false],
      [5, true],
    ]);
    expect(rectanglesUnder(fileWith(room), { boxes: [{ id: 4, rectangle: name, isTicked: false }], base: [] })).toEqual(
      [room],
    );
  });

  it('change files only where something else would be blanked', () => {
    const file = fileWith(name);
    const same = draftOf(file, boxesOf(file, null), null);
    expect(changesFiles([file], same)).toBe(false);
    expect(changesFiles([file, fileWith()], same), 'another file of the series').toBe(true);
    expect(changesFiles([file], draftOf(file, drawn(date), null))).toBe(true);
  });

  it('are never said to have been seen', () => {
    expect(redactionOf([name])).toEqual({
      areas: [{ kind: 'blank', frames: 'all', rectangles: [name] }],
      review: 'not-all-seen',
    });
    expect(redactionOf([])).toBeNull();
  });
});
