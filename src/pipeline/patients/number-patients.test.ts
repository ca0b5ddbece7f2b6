import { describe, expect, it } from 'vitest';
import { numberPatients } from './number-patients.ts';

const key = new Uint8Array(32).fill(3);
const scheme = { kind: 'running', prefix: 'P-', digits: 3 } as const;
const files = (...ids: readonly string[]) => ids.map((patientId) => ({ patientId, studyDate: '20240102' }));
const idsOf = (entries: ReturnType<typeof numberPatients>) => entries.map(({ oldId, newId }) => `${oldId} ${newId}`);
const numbered = (
  ids: readonly string[],
  existing: Parameters<typeof numberPatients>[2] = [],
  { digits = 3, projectKey = key } = {},
) => numberPatients(files(...ids), { ...scheme, digits }, existing, projectKey);
const alphabet = Array.from({ length: 26 }, (_, n) => `${String.fromCharCode(65 + n)}-X`);

describe('numberPatients', () => {
  it('numbers each patient once, and files without ID not at all', () => {
    const newIds = numbered(['B', 'A', '', 'B', 'C']).map(({ newId }) => newId);
    expect(newIds).toEqual(['P-001', 'P-002', 'P-003']);
  });

  it('gives the same numbers whatever the order of the files, and others under another key', () => {
    const one = numbered(alphabet);
    expect(idsOf(numbered([...alphabet].reverse()))).toEqual(idsOf(one));
    expect(one.map(({ oldId }) => oldId)).not.toEqual(alphabet);
    const other = numbered(alphabet, [], { projectKey: new Uint8Array(32).fill(4) });
    expect(idsOf(other)).not.toEqual(idsOf(one));
  });

  it('keeps the numbers that are given out, and goes on after the highest', () => {
    const first = numbered(['B', 'A']);
    const more = numbered(['C', 'A'], first);
    expect(more.slice(0, 2)).toEqual(first);
    expect(idsOf(more.slice(2))).toEqual(['C P-003']);
    const gap = numbered(['D'], first.slice(1));
    expect(idsOf(gap.slice(1))).toEqual(['D P-003']);
  });

  it('passes over a number that is anybody’s old ID', () => {
    expect(numbered(['P-002', 'P-001']).map(({ newId }) => newId)).toEqual(['P-003', 'P-004']);
  });

  it('grows beyond its digits rather than repeat a number', () => {
    const many = numbered(alphabet, [], { digits: 1 });
    expect(many.at(-1)?.newId).toBe('P-26');
    expect(new Set(many.map(({ newId }) => newId)).size).toBe(26);
  });

  it('starts at one beside IDs of another form', () => {
    const foreign = { oldId: 'A', newId: 'T-7', newName: null, anchorDate: null, firstStudyDate: null };
    expect(idsOf(numbered(['B'], [foreign]))).toEqual(['A T-7', 'B P-001']);
  });
});
