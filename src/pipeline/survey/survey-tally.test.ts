import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Survey, SurveyedAttribute } from '../contracts/survey.ts';
import { createSurveyTally, cutText, mergeSurveys, mostValues, type SurveyedRow } from './survey-tally.ts';

const row = (after: string, overrides: Partial<SurveyedRow> = {}): SurveyedRow => ({
  path: '(0008,103E)',
  tag: '(0008,103E)',
  name: 'Series Description',
  vr: 'LO',
  depth: 0,
  isPrivate: false,
  before: null,
  after,
  action: 'C',
  effect: 'replaced',
  reason: 'PS3.15 E.1-1',
  risk: 'known-words',
  ...overrides,
});

const surveyOf = (files: readonly (readonly [number, readonly SurveyedRow[]])[]): Survey => {
  const tally = createSurveyTally();
  for (const [id, rows] of files) tally.addFile(id, rows);
  return tally.toSurvey();
};

/** How often each value of the only attribute was met. */
const countsOf = ({ attributes: [attribute] }: Survey) => attribute?.values.map(({ after, files }) => [after, files]);
const totalOf = ({ values, uncounted }: SurveyedAttribute) =>
  values.reduce((sum, { files }) => sum + files, 0) + uncounted;

describe('a survey', () => {
  it('counts the files that hold a value, the most frequent first, and names the first of them', () => {
    const survey = surveyOf([
      [8, [row('T2')]],
      [7, [row('T1')]],
      [3, [row('T1')]],
    ]);
    expect(countsOf(survey)).toEqual([
      ['T1', 2],
      ['T2', 1],
    ]);
    expect(survey.attributes[0]?.values[0]?.fileId).toBe(3);
    expect(survey).toMatchObject({ files: 3, unread: 0 });
  });

  it('counts a file once, however many of its items hold the value', () => {
    expect(countsOf(surveyOf([[1, [row('T1'), row('T1'), row('T2')]]]))).toEqual([
      ['T1', 1],
      ['T2', 1],
    ]);
  });

  it('keeps apart what differs in the action, the reason or the value before', () => {
    const rows = [row('A'), row('A', { action: 'K' }), row('A', { reason: 'another' }), row('A', { before: 'B' })];
    expect(surveyOf([[1, rows]]).attributes[0]?.values).toHaveLength(4);
    expect(surveyOf([[1, [row('=A', { before: null }), row('A', { before: '' })]]]).attributes[0]?.values).toHaveLength(
      2,
    );
  });

  it('keeps private elements of two creators apart, and places of one tag', () => {
    const rows = [
      row('A'),
      row('A', { name: 'Private attribute · ACME' }),
      row('A', { path: '(0040,0275)[].(0008,103E)' }),
    ];
    expect(surveyOf([[1, rows]]).attributes.map(({ path, name }) => `${path} ${name}`)).toEqual([
      '(0008,103E) Private attribute · ACME',
      '(0008,103E) Series Description',
      '(0040,0275)[].(0008,103E) Series Description',
    ]);
  });

  it('keeps at most 1,000 values of an attribute, the most telling ones, and counts the rest', () => {
    const harmless = Array.from({ length: 5000 }, (_, id) => [id, [row(`${id}`, { risk: 'number' })]] as const);
    const survey = surveyOf([...harmless, [5000, [row('Miller', { risk: 'unknown-word' })]]]);
    const [attribute] = survey.attributes;
    expect(attribute?.values).toHaveLength(mostValues);
    expect(attribute?.uncounted).toBe(4001);
    expect(attribute?.values.some(({ after }) => after === 'Miller')).toBe(true);
  });

  it('gives the same object for an attribute that has not grown', () => {
    const tally = createSurveyTally();
    tally.addFile(1, [row('A'), row('A', { path: '(0008,1030)' })]);
    const before = tally.toSurvey();
    tally.addFile(2, [row('B')]);
    const after = tally.toSurvey();
    expect(after.attributes[0]).toBe(before.attributes[0]);
    expect(after.attributes[1]).not.toBe(before.attributes[1]);
    expect(countsOf({ ...before, attributes: [before.attributes[1]!] })).toEqual([['A', 1]]);
  });

  it('cuts long texts and says so', () => {
    expect(cutText('x'.repeat(1024))).toHaveLength(1024);
    expect(cutText('x'.repeat(1025))).toBe(`${'x'.repeat(1023)}…`);
  });
});

describe('mergeSurveys', () => {
  /** Files of a few attributes with so many values that some attributes pass a limit of 1,000 when `spread` is large. */
  const batchOf = (fileCount: number, spread: number) =>
    Array.from({ length: fileCount }, (_, id) => {
      const rows = ['(0008,103E)', '(0018,1030)'].flatMap((path, at) =>
        [0, 1, 2].map((n) => row(`${(id * (7 + at) + n * n * 31) % spread}`, { path })),
      );
      return [id, rows] as const;
    });

  const anyCut = fc.record({
    spread: fc.constantFrom(5, 300, 4000),
    seeds: fc.array(fc.nat(5), { minLength: 1200, maxLength: 1200 }),
    turn: fc.nat(1200),
  });

  it('gives the same survey for every way to cut and order a batch, and loses no count', () => {
    fc.assert(
      fc.property(anyCut, ({ spread, seeds, turn }) => {
        const files = batchOf(1200, spread);
        const whole = surveyOf(files);
        const turned = [...files.slice(turn), ...files.slice(0, turn)];
        const parts = [0, 1, 2, 3, 4, 5].map((part) => surveyOf(turned.filter(([id]) => seeds[id] === part)));
        const merged = mergeSurveys([mergeSurveys(parts.slice(0, 2)), ...parts.slice(2)]);
        expect(merged).toEqual(whole);
        for (const attribute of merged.attributes) {
          expect(totalOf(attribute)).toBe(countMet(files, attribute.path));
        }
      }),
      { numRuns: 30 },
    );
  });

  function countMet(files: ReturnType<typeof batchOf>, path: string): number {
    return files.reduce(
      (sum, [, rows]) => sum + new Set(rows.filter((one) => one.path === path).map(({ after }) => after)).size,
      0,
    );
  }

  it('adds up the files that were read and those that were not', () => {
    const read = surveyOf([[1, []]]);
    expect(mergeSurveys([read, { attributes: [], files: 0, unread: 2 }, read])).toMatchObject({ files: 2, unread: 2 });
  });
});
