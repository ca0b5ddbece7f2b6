import { describe, expect, it } from 'vitest';
import { fakeFile } from '../../testing/fake-batch.ts';
import { everyImage } from '../../testing/pixel-statements.ts';
import {
  areSame,
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

  it('stand line by line, each from the left, and those of one place by their number', () => {
    const boxes = [at(9, 20), at(100, 0), at(50, 4), at(5, 5), at(9, 20)].map((rectangle, n) => ({
      id: 9 - n,
      rectangle,
      isTicked: true,
    }));
    expect(
      boxesOf(fileWith(), { boxes, base: [] }).map(({ id }) => id),
      'the middle of a line is not above it',
    ).toEqual([7, 8, 6, 5, 9]);
  });

  it('are of the line that the first of its boxes from the left begins', () => {
    const [small, tall, other] = [at(100, 0, 4), at(5, 0, 40), at(50, 10)];
    for (const order of [drawn(small, tall, other), drawn(other, tall, small)]) {
      const boxes = boxesOf(fileWith(), { boxes: order, base: [] });
      expect(boxes.map(({ rectangle }) => rectangle)).toEqual([tall, other, small]);
    }
  });

  it('are each told apart by number, however many a file has beside', () => {
    const boxes = boxesOf(fileWith(room, date), { boxes: [{ id: 4, rectangle: name, isTicked: true }], base: [] });
    expect(new Set(boxes.map(({ id }) => id)).size).toBe(3);
  });

  it('are not those areas that keep what is below them', () => {
    const areas = [
      { kind: 'keep', frames: 'all', rectangles: [date] },
      { kind: 'blank', frames: 'all', rectangles: [name] },
    ] as const;
    expect(rectanglesUnder({ redaction: { areas, review: 'seen' } }, null)).toEqual([name]);
  });

  it('are in the draft that stands for the file, beside those that it stood for before', () => {
    const draft: BoxDraft = { boxes: drawn(date), base: [name] };
    expect(draftOf(fileWith(name, room), drawn(date), draft)).toEqual({ boxes: drawn(date), base: [name, room] });
    const base = draftOf(fileWith(room), drawn(date), draft).base;
    expect(base, 'of another file, which does not have the one').toEqual([name, room]);
  });

  it('are the same in another order, and not when there is one more', () => {
    expect(areSame([name, room], [room, name])).toBe(true);
    expect(areSame([name], [name, room])).toBe(false);
    expect(areSame([name, room], [name])).toBe(false);
    expect(areSame([name, room], [name, name])).toBe(false);
    expect(areSame([name, name], [name, room])).toBe(false);
    expect(areSame([name, room], [name, date])).toBe(false);
    expect(areSame([name], [at(5, 5, 11)])).toBe(false);
  });

  it('are said to have been seen where every image was, and only there', () => {
    expect(redactionOf([name], everyImage)).toMatchObject({ review: 'seen', seen: everyImage });
    const fewer = { ...everyImage, each: everyImage.of - 1 };
    expect(redactionOf([name], fewer)).toMatchObject({ review: 'not-all-seen', seen: fewer });
  });

  it('are not said to have been seen where nothing was measured', () => {
    expect(redactionOf([name])).toEqual({
      areas: [{ kind: 'blank', frames: 'all', rectangles: [name] }],
      review: 'not-all-seen',
    });
    expect(redactionOf([])).toBeNull();
  });
});
