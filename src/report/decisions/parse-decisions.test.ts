import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import { factsOf } from '../../pipeline/batch/job-of.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { deidentified, scannedFile } from '../../testing/batch-files.ts';
import { allSeen, everyImage, unstated } from '../../testing/pixel-statements.ts';
import { decisionsJson } from './decisions-json.ts';
import { findDecisions, withDecisions } from './find-decisions.ts';
import { othersDecisions } from './made-under.ts';
import { parseDecisions } from './parse-decisions.ts';

const projectKey = new Uint8Array(32).fill(3);
const { newUid } = pseudonymsOf(projectKey);
const atIso = '2026-01-02T03:04:05Z';
const areas = [{ kind: 'blank', frames: [0, 2], rectangles: [{ column: 1, row: 2, columns: 30, rows: 4 }] }] as const;

/** A file with the UID that the key gives it. */
function file(id: number, decided: Partial<BatchFile>): BatchFile {
  const made = scannedFile(id, decided);
  if (made.scan.kind !== 'dicom') throw new Error('No DICOM.');
  const sopInstanceUid = `1.2.3.4.${id}`;
  const scan = { ...made.scan, summary: { ...made.scan.summary, sopInstanceUid } };
  const { identity } = deidentified(id);
  const instanceUidNew = newUid(sopInstanceUid);
  return { ...made, scan, outcome: deidentified(id, { identity: { ...identity, instanceUidNew } }) };
}

const decided: readonly BatchFile[] = [
  file(1, { redaction: { areas, review: 'seen', seen: everyImage, textLeft: 'other' } }),
  file(2, { release: { reason: 'Known device', pixels: unstated, atIso, by: 'ÅB', shown: 'The path.\nAnd why.' } }),
  file(3, { release: { reason: 'Looked', pixels: allSeen, atIso, shown: 'All', covers: 'images' } }),
  file(4, {
    values: [
      { kind: 'remove', path: '(0008,103E)', atIso, by: 'J. D.' },
      { kind: 'replace', path: '(5200,9230)[3].(0018,6030)', atIso, text: 'Größe' },
      { kind: 'not-an-identifier', path: '(0018,1030)', atIso, tokens: ['0123456789ABCDEFGHJK'], reason: 'A colour' },
    ],
  }),
  file(5, { document: { kind: 'blank-page', atIso, by: 'JD' } }),
  file(6, {}),
  file(7, {}),
  file(8, {
    release: { reason: 'Read', pixels: unstated, atIso, shown: 'All', covers: 'texts', texts: '0123456789ABCDEFGHJK' },
  }),
  file(9, {
    search: {
      kind: 'searched',
      texts: [
        { box: { column: 1, row: 2, columns: 30, rows: 9 }, kind: 'header', text: 'PLANTED^ANNA', frame: 2 },
        { box: { column: 0, row: 20, columns: 40, rows: 8 }, kind: 'other', text: null, frame: 0 },
        { box: { column: 0, row: 40, columns: 20, rows: 8 }, kind: 'measurement', text: '12 mm', frame: 0 },
      ],
      isTextBeside: true,
    },
  }),
  file(10, { search: { kind: 'searched', texts: [], isTextBeside: false } }),
  file(11, { search: { kind: 'not-searched', cause: 'failed' } }),
];
const beside = {
  boxes: [{ atIso, by: 'JD', scope: 'series', shown: 'All', ids: [1] }],
  leftOut: { ids: [6], projectKey },
  under: { profile: createProfile('ps315-basic'), projectKey },
  withSearches: true,
} as const;
const text = decisionsJson(decided, beside);

/** The same files, of which nothing has been decided. */
const fresh = decided.map(({ redaction: _1, values: _2, document: _3, search: _4, ...rest }) => ({
  ...rest,
  release: null,
  outcome: null,
}));

function problemsOf(json: string) {
  const parsed = parseDecisions(json);
  return 'problems' in parsed ? parsed.problems : [];
}

describe('decisions that were saved', () => {
  it('come back to the same files, and to no others', async () => {
    const parsed = parseDecisions(text);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    const back = withDecisions(fresh, await findDecisions(fresh, parsed, projectKey));
    for (const [n, { release, redaction, values, document, search }] of decided.entries()) {
      expect(back[n]).toMatchObject({
        release,
        ...(redaction && { redaction }),
        ...(values && { values }),
        ...(document && { document }),
      });
      expect(back[n]?.search && factsOf(back[n].search)).toEqual(search && factsOf(search));
    }
    expect(back[5]?.outcome).toMatchObject({ kind: 'skipped', code: 'left-out' });
    expect(back[6]).toBe(fresh[6]);
    expect(othersDecisions(parsed, beside.under)).toBeNull();
    expect(othersDecisions(parsed, { ...beside.under, projectKey: new Uint8Array(32) })).toBe('other-key');
    expect(await findDecisions(fresh, parsed, new Uint8Array(32).fill(4))).toEqual([]);
  });

  it('about one file are found in a time that grows with their number', { timeout: 4000 }, async () => {
    const { scan } = decided[0]!;
    const uid = newUid(scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '');
    const value = { kind: 'remove', path: '(0008,103E)', at: atIso, sopInstanceUids: [uid] } as const;
    const values = Array.from({ length: 50_000 }, () => value);
    const saved = { boxes: [], releases: [], values, documents: [], leftOut: [] };
    expect(await findDecisions(fresh, saved, projectKey)).toMatchObject([{ id: 1, values: { length: 50_000 } }]);
  });

  it('have what a search came to where it is asked for, and nowhere else', () => {
    const { withSearches: _, ...usual } = beside;
    expect(decisionsJson(decided, usual)).not.toContain('search');
  });

  it('are told without an original identifier', () => {
    expect(text).not.toMatch(/PLANTED/);
    for (const { scan } of decided) {
      if (scan.kind === 'dicom') expect(text).not.toContain(`"${scan.summary.sopInstanceUid}"`);
    }
  });

  it.each<[string, Path, unknown, string?]>([
    ['another format', ['format'], 'nescio-profile'],
    ['a newer format', ['formatVersion'], 2],
    ['a member that nobody knows', ['rules'], []],
    ['no time', ['boxes', 0, 'at'], 'Jane'],
    ['initials that are a text', ['releases', 0, 'by'], 'Jane, Joe and Ann'],
    ['initials of nothing', ['documents', 0, 'by'], ''],
    ['initials that break the line', ['boxes', 0, 'by'], 'Jane\n'],
    ['no path', ['values', 0, 'path'], '(0010,0010)Jane'],
    ['no mark', ['values', 2, 'tokens', 0], 'Jane'],
    ['no UID', ['documents', 0, 'sopInstanceUids', 0], 'Jane'],
    ['no kind of decision', ['values', 0, 'kind'], 'Jane'],
    ['more seen than there is', ['releases', 1, 'pixels', 'seen', 'each'], 99, '$.releases[1].pixels.seen'],
    ['a box of no size', ['boxes', 0, 'areas', 0, 'rectangles', 0, 'rows'], 0],
    ['a search of no kind', ['searches', 0, 'kind'], 'Jane'],
    ['a text of nobody knows whom', ['searches', 0, 'hits', 0, 'isPatients'], 'Jane'],
    ['a text of no size', ['searches', 0, 'hits', 0, 'columns'], 0],
    ['what was read', ['searches', 0, 'hits', 0, 'text'], 'Jane'],
    ['no cause', ['searches', 2, 'cause'], 'Jane'],
    ['a text where none belongs', ['values', 0, 'text'], 'Jane'],
  ])('are refused with %s, by place and never by value', (_, path, value, told) => {
    const problems = problemsOf(JSON.stringify(put(JSON.parse(text), path, value)));
    expect(problems.map((problem) => problem.path)).toContain(told ?? placeOf(path));
    expect(JSON.stringify(problems)).not.toContain('Jane');
  });

  it('are refused where more than 1,000 are about the values of one file', () => {
    const saved = JSON.parse(text);
    const about = (uid: string) => ({ ...saved.values[0], sopInstanceUids: [uid] });
    const many = (count: number) => Array.from({ length: count }, () => about('1.2.3'));
    const with1000 = { ...saved, values: [...many(1000), about('1.2.4')] };
    expect(problemsOf(JSON.stringify(with1000))).toEqual([]);
    expect(problemsOf(JSON.stringify({ ...saved, values: many(1001) }))).toMatchObject([{ path: '$.values[1000]' }]);
  });

  it('are refused without the names of members that may be values, and with 100 problems at most', () => {
    const saved = JSON.parse(text);
    const name = `PLANTED^${'Jane'.repeat(100_000)}`;
    const [first] = saved.values;
    const odd = { ...saved, values: [{ ...first, [name]: 1, 'PLANTED 2': 1, ['x'.repeat(41)]: 1, note: 1 }] };
    expect(problemsOf(JSON.stringify(odd)).map(({ path }) => path)).toEqual(['$.values[0][…]', '$.values[0].note']);
    const names = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`name${n}`, n]));
    expect(problemsOf(JSON.stringify({ ...saved, ...names }))).toHaveLength(100);
    const wrong = Array.from({ length: 5000 }, () => 'Jane');
    expect(problemsOf(JSON.stringify({ ...saved, leftOut: wrong, documents: wrong }))).toHaveLength(100);
  });

  it('may be as many as files, also where each has a text of its own', () => {
    const many = 200_001;
    const searches = Array.from({ length: many }, (_, n) => ({
      kind: 'not-searched',
      cause: 'failed',
      sopInstanceUids: [`1.2.${n}`],
    }));
    const parsed = parseDecisions(JSON.stringify({ ...JSON.parse(text), searches }));
    expect('problems' in parsed ? parsed.problems : parsed.searches).toHaveLength(many);
  });

  it('are refused when they are no JSON', () => {
    expect(problemsOf('{"format": "Jane')).toMatchObject([{ path: '$' }]);
  });

  it('never throw, quote nothing, and come back whole or not at all, however they are damaged', () => {
    const places = pathsIn(JSON.parse(text), []);
    const planted = fc.constantFrom<unknown>(
      ...['PLANTED^Jane', ['PLANTED'], { kind: 'PLANTED' }, -1, 1e300, null, true, '', [], {}],
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), planted, (path, value) => {
        const damaged = put(JSON.parse(text), path, value);
        const parsed = parseDecisions(JSON.stringify(damaged));
        if ('problems' in parsed) expect(JSON.stringify(parsed.problems)).not.toContain('PLANTED');
        else expect(damaged).toEqual({ format: 'nescio-decisions', formatVersion: 1, ...parsed });
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 4 }), (place, other) => {
        parseDecisions(text.slice(0, place) + other + text.slice(place + 1));
      }),
      { numRuns: 500 },
    );
  });
});

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? value.map((_, n) => n) : Object.keys(value);
  return [path, ...steps.flatMap((step) => pathsIn((value as Json)[step], [...path, step]))];
}

type Json = { [step: string | number]: unknown };

/** @returns the value with another one at a path of it */
function put(whole: unknown, path: Path, value: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return value;
  const holder = path.slice(0, -1).reduce((at, step) => (at as Json)[step], whole);
  (holder as Json)[last] = value;
  return whole;
}

function placeOf(path: Path): string {
  return path.reduce<string>((at, step) => (typeof step === 'number' ? `${at}[${step}]` : `${at}.${step}`), '$');
}
