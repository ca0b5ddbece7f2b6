import { describe, expect, it } from 'vitest';
import { keyCheck } from '../deidentify/key-mark.ts';
import type { ImageText } from '../pipeline/contracts/text-search.ts';
import { scannedFile } from '../testing/batch-files.ts';
import { allSeen } from '../testing/pixel-statements.ts';
import { createFileMarks, runChecks } from './journal-marks.ts';

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);
const plain = (text: string, lastModifiedMs = 5) =>
  ({ kind: 'plain', blob: new Blob([text]), lastModifiedMs }) as const;
const released = { reason: 'Looked.', pixels: allSeen, atIso: '2026-01-01T00:00:00Z', shown: '' };

function markOf(overrides: Parameters<typeof scannedFile>[1], projectKey = key) {
  const file = scannedFile(1, { path: 'a/b', content: plain('xy'), ...overrides });
  return createFileMarks(projectKey, [file], null)(file);
}

describe('createFileMarks', () => {
  it('tells nothing of path, size or time, and depends on the key', () => {
    const mark = markOf({ path: 'PLANTED^NAME/IM1' });
    expect(JSON.stringify(mark)).not.toMatch(/PLANTED|IM1/);
    expect(mark).toEqual({
      file: expect.stringMatching(/^[0-9A-Z]{26}$/),
      version: expect.stringMatching(/^[0-9A-Z]{26}$/),
    });
    expect(markOf({ path: 'PLANTED^NAME/IM1' }, otherKey)).not.toEqual(mark);
  });

  it.each([
    ['size', { content: plain('xyz') }],
    ['time of change', { content: plain('xy', 6) }],
    ['release', { release: released }],
    ['kind of content', { content: { kind: 'zip-stored', blob: new Blob(['xy']), crc32: 5 } as const }],
    ['search', { search: { kind: 'not-searched', cause: 'failed' } as const }],
  ])('gives the same file another version when its %s differs', (_, overrides) => {
    const before = markOf({});
    const after = markOf(overrides);
    expect(after.file).toBe(before.file);
    expect(after.version).not.toBe(before.version);
  });

  it('tells a search that failed, one that found nothing, and one that found a text apart, whatever was read', () => {
    const found = (texts: readonly ImageText[]) =>
      markOf({ search: { kind: 'searched', texts, isTextBeside: false } }).version;
    const read = { box: { column: 2, row: 2, columns: 12, rows: 8 }, kind: 'other', text: 'DOE', frame: 0 } as const;
    const failed = markOf({ search: { kind: 'not-searched', cause: 'failed' } }).version;
    expect(new Set([markOf({}).version, failed, found([]), found([read])]).size).toBe(4);
    // Decisions bring where texts are, and not what they say.
    expect(found([{ ...read, text: null }])).toBe(found([read]));
  });

  it('keeps the marks of files that nobody searched, so that journals of before stay valid', () => {
    expect(markOf({ release: released })).toEqual({
      file: 'J6N3N3BBKX6B5KZYBKWQWW1X4D',
      version: '1BTM3QWYCX26SXEPHP5RDV01DT',
    });
  });

  it('gives the same marks on another page, whatever the ids', () => {
    const file = scannedFile(9, { path: 'a/b', content: plain('xy') });
    expect(createFileMarks(key, [scannedFile(1), file], null)(file)).toEqual(markOf({}));
  });

  it('tells a path that was added twice apart, by order', () => {
    const twice = [1, 2].map((id) => scannedFile(id, { path: 'a', content: plain('xy') }));
    const forwards = twice.map(createFileMarks(key, twice, null));
    expect(forwards[0]!.file).not.toBe(forwards[1]!.file);
    expect(twice.map(createFileMarks(key, [...twice].reverse(), null))).toEqual(forwards);
  });
});

describe('runChecks', () => {
  const identity = { projectKey: key, profileHash: 'hash', patients: null };
  const patient = { oldId: 'PLANTED-417', newId: 'N1', newName: null, anchorDate: null, firstStudyDate: null };

  it('tells another key and another patient table', () => {
    const checks = runChecks(identity);
    expect(checks.keyCheck).toBe(keyCheck(key));
    expect(runChecks({ ...identity, projectKey: otherKey }).keyCheck).not.toBe(checks.keyCheck);
    expect(runChecks({ ...identity, patients: [patient] }).patientsCheck).not.toBe(checks.patientsCheck);
  });

  it('holds nothing of the patients, and not the key', () => {
    const text = JSON.stringify(runChecks({ ...identity, patients: [patient] }));
    expect(text).not.toContain('417');
    expect(text).not.toContain('07070707');
  });
});
