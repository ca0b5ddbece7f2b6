import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from './journal.ts';
import { planResume } from './plan-resume.ts';

const entry = (file: string, version = 'v', outputPath = `${file}.dcm`): JournalEntry => ({
  file,
  version,
  outputPath,
  sizeBytes: 10,
  crc32: null,
});
const file = (id: number, name: string, version = 'v', outputPath: string | null = `${name}.dcm`) => ({
  id,
  mark: { file: name, version },
  outputPath,
  isWaiting: false,
});
const allThere = () => 10;

describe('planResume', () => {
  it('passes over a file that is in the journal and in the folder', () => {
    const plan = planResume([file(1, 'a'), file(2, 'b')], [entry('a')], allThere);
    expect(plan).toEqual({ finished: new Map([[1, 'a.dcm']]), stale: [], foreign: [], waiting: [] });
  });

  it.each([
    ['is not there any more', null],
    ['has another size', 9],
  ])('writes a file again whose output %s', (_, size) => {
    expect(planResume([file(1, 'a')], [entry('a')], () => size)).toEqual({
      finished: new Map(),
      stale: [],
      foreign: [],
      waiting: [],
    });
  });

  it('writes a changed input again and takes its old output away', () => {
    const plan = planResume([file(1, 'a', 'v2')], [entry('a', 'v1')], allThere);
    expect(plan).toEqual({ finished: new Map(), stale: ['a.dcm'], foreign: [], waiting: [] });
  });

  it('takes away the output of a file that was left out since, and not of one that waits for a decision', () => {
    const leftOut = file(1, 'a', 'v', null);
    expect(planResume([leftOut], [entry('a')], allThere)).toMatchObject({ stale: ['a.dcm'], waiting: [] });
    const held = { ...leftOut, isWaiting: true };
    expect(planResume([held], [entry('a')], allThere)).toMatchObject({ stale: [], foreign: [], waiting: ['a.dcm'] });
  });

  it('writes a file again that has another path now, beside or without a copy of its instance', () => {
    const plan = planResume([file(1, 'a', 'v', 'a-FINGERPRINT.dcm')], [entry('a')], allThere);
    expect(plan).toEqual({ finished: new Map(), stale: ['a.dcm'], foreign: [], waiting: [] });
  });

  it('leaves outputs alone whose inputs were not added again', () => {
    expect(planResume([file(1, 'a')], [entry('a'), entry('b')], allThere).foreign).toEqual(['b.dcm']);
  });

  it('never takes away a path that another file has been given since', () => {
    const plan = planResume(
      [file(1, 'a', 'v2'), file(2, 'b', 'v', 'p')],
      [entry('a', 'v1', 'p'), entry('b', 'v', 'p')],
      allThere,
    );
    expect(plan.finished).toEqual(new Map([[2, 'p']]));
    expect(plan.stale).toEqual([]);
  });

  it('judges each entry once, and only what is exportable counts as finished', () => {
    const names = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 30 });
    const version = fc.constantFrom('v1', 'v2');
    fc.assert(
      fc.property(names, names, fc.array(version), fc.array(fc.boolean()), (added, journalled, versions, flags) => {
        const files = added.map((name, at) =>
          file(name, `${name}`, versions[at] ?? 'v1', (flags[at] ?? true) ? `${name}.dcm` : null),
        );
        const entries = journalled.map((name) => entry(`${name}`, 'v1'));
        const sizeOf = (path: string) => (path.length % 2 === 0 ? 10 : null);
        const { finished, stale, foreign } = planResume(files, entries, sizeOf);
        for (const [id, path] of finished) {
          expect(files.find((one) => one.id === id)).toMatchObject({ outputPath: path, mark: { version: 'v1' } });
          expect(sizeOf(path)).toBe(10);
        }
        const judged = [...finished.values(), ...stale, ...foreign];
        expect(new Set(judged).size).toBe(judged.length);
        expect(entries.map(({ outputPath }) => outputPath)).toEqual(expect.arrayContaining(judged));
        expect(foreign).toEqual(
          entries.filter((one) => !added.includes(Number(one.file))).map((one) => one.outputPath),
        );
      }),
    );
  });
});
