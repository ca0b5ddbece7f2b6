import { describe, expect, it } from 'vitest';
import { numberPatients } from './number-patients.ts';

const scheme = { kind: 'running', prefix: 'P-', digits: 3 } as const;
const files = (...ids: readonly string[]) => ids.map((patientId) => ({ patientId, studyDate: '20240102' }));
const idsOf = (entries: ReturnType<typeof numberPatients>) => entries.map(({ oldId, newId }) => `${oldId} ${newId}`);

describe('numberPatients', () => {
  it('numbers patients in order of first appearance, each once, and files without ID not at all', () => {
    expect(idsOf(numberPatients(files('B', 'A', '', 'B', 'C'), scheme, []))).toEqual(['B P-001', 'A P-002', 'C P-003']);
  });

  it('keeps the numbers that are given out, and goes on after the highest', () => {
    const first = numberPatients(files('B', 'A'), scheme, []);
    expect(idsOf(numberPatients(files('C', 'A'), scheme, first))).toEqual(['B P-001', 'A P-002', 'C P-003']);
    const gap = numberPatients(files('D'), scheme, first.slice(1));
    expect(idsOf(gap)).toEqual(['A P-002', 'D P-003']);
  });

  it('passes over a number that is anybody’s old ID', () => {
    expect(idsOf(numberPatients(files('P-002', 'P-001'), scheme, []))).toEqual(['P-002 P-003', 'P-001 P-004']);
  });

  it('grows beyond its digits rather than repeat a number', () => {
    const many = numberPatients(files(...Array.from({ length: 12 }, (_, n) => `X${n}`)), { ...scheme, digits: 1 }, []);
    expect(many.at(-1)?.newId).toBe('P-12');
    expect(new Set(many.map(({ newId }) => newId)).size).toBe(12);
  });

  it('starts at one beside IDs of another form', () => {
    const foreign = { oldId: 'A', newId: 'T-7', newName: null, anchorDate: null, firstStudyDate: null };
    expect(idsOf(numberPatients(files('B'), scheme, [foreign]))).toEqual(['A T-7', 'B P-001']);
  });
});
