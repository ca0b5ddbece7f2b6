import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptionName } from '../../profile/profile.ts';
import { testContext } from '../../testing/deidentify-bytes.ts';
import type { PatientEntry } from '../context.ts';
import { dateShiftOf } from './date-shift.ts';

const options: readonly OptionName[] = ['retainModifiedDates'];
const context = testContext({ options });
const lookup = testContext({ options, profile: { patients: { kind: 'lookup' } } });
const entry: PatientEntry = { oldId: 'A', newId: 'P1', newName: null, anchorDate: null, firstStudyDate: '20200301' };

describe('the shift of a patient (PS3.15 E.3.6)', () => {
  it('is 1 to maxDays whole days into the past, for every patient and range', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20_000 }), (patient, maxDays) => {
        const shift = dateShiftOf(patient, undefined, testContext({ options, profile: { dateShift: { maxDays } } }));
        expect(shift.kind).toBe('days');
        const days = shift.kind === 'days' ? shift.days : 0;
        expect(days).toBeLessThan(0);
        expect(days).toBeGreaterThanOrEqual(-maxDays);
      }),
    );
  });

  it('is the same again, another for another patient or key', () => {
    expect(dateShiftOf('A', undefined, context)).toEqual(dateShiftOf('A', undefined, testContext({ options })));
    expect(dateShiftOf('A', undefined, context)).not.toEqual(dateShiftOf('B', undefined, context));
    expect(dateShiftOf('A', undefined, context)).not.toEqual(
      dateShiftOf('A', undefined, testContext({ options, key: 8 })),
    );
  });

  it('is one for two old IDs of one new patient', () => {
    expect(dateShiftOf('A', entry, lookup)).toEqual(dateShiftOf('B', { ...entry, oldId: 'B' }, lookup));
  });

  it('does not depend on running numbers, which depend on the order of the files', () => {
    const running = testContext({ options, profile: { patients: { kind: 'running', prefix: 'P', digits: 3 } } });
    expect(dateShiftOf('A', entry, running)).toEqual(dateShiftOf('A', { ...entry, newId: 'P2' }, running));
  });

  it('takes the first study to the anchor date', () => {
    expect(dateShiftOf('A', { ...entry, anchorDate: '20000101' }, lookup)).toEqual({ kind: 'days', days: -7365 });
  });

  it.each<[string, Partial<PatientEntry>, RegExp]>([
    ['an anchor date that is none', { anchorDate: '20000199' }, /is no date/],
    ['no study date to count from', { anchorDate: '20000101', firstStudyDate: null }, /to count from/],
    ['the date of the first study itself', { anchorDate: '20200301' }, /no date would change/],
  ])('is unknown with %s', (_, change, reason) => {
    expect(dateShiftOf('A', { ...entry, ...change }, lookup)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });

  it('is none without the option, and for the published QMENTA table', () => {
    expect(dateShiftOf('A', entry, testContext())).toEqual({ kind: 'none' });
    expect(dateShiftOf('A', entry, testContext({ preset: 'qmenta', options }))).toEqual({ kind: 'none' });
  });
});
