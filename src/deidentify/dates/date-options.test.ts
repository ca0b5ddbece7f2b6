import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement, valueBytes } from '../../dicom/dataset-access.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { OptionName } from '../../profile/profile.ts';
import type { TestRun } from '../../testing/deidentify-bytes.ts';
import { hasElement, runWithOptions } from '../../testing/run-with-options.ts';
import type { PatientEntry } from '../context.ts';
import { dayOf } from './shift-date.ts';

describe('modified dates (PS3.15 E.3.6)', () => {
  const options: readonly OptionName[] = ['retainModifiedDates'];

  it('keep the intervals between all dates of a patient, whatever the attribute, form and file', () => {
    const date = fc.integer({ min: 0, max: 40_000 }).map((offset) => {
      const shifted = new Date(Date.UTC(1920, 0, 2) + offset * 86_400_000);
      return shifted.toISOString().slice(0, 10).replaceAll('-', '');
    });
    fc.assert(
      fc.property(date, date, date, (study, series, acquired) => {
        const files = [
          [{ tag: 0x00080020, vr: 'DA' as const, values: [study] }],
          [
            { tag: 0x00080021, vr: 'DA' as const, values: [series] },
            { tag: 0x0008002a, vr: 'DT' as const, values: [`${acquired}071500.5+0100`] },
          ],
        ].map((elements) => runWithOptions(elements, options));
        const [one, other] = files.map(({ output }) => output);
        const moved = [
          [study, readSingleText(one!, 0x00080020)],
          [series, readSingleText(other!, 0x00080021)],
          [acquired, readSingleText(other!, 0x0008002a).slice(0, 8)],
        ].map(([before = '', after = '']) => dayOf(after)! - dayOf(before)!);
        expect(new Set(moved).size).toBe(1);
        expect(moved[0]).toBeLessThan(0);
        expect(moved[0]).toBe(files[0]?.plan.identity.dateShiftDays);
        expect(readSingleText(other!, 0x0008002a).slice(8)).toBe('071500.5+0100');
      }),
      { numRuns: 60 },
    );
  });

  it('never let birth date and birth time survive, nested ones neither', () => {
    const { output } = runWithOptions(
      [
        { tag: 0x00100030, vr: 'DA', values: ['19640718'] },
        { tag: 0x00100032, vr: 'TM', values: ['0815'] },
        { tag: 0x00100033, vr: 'LO', values: ['S39.07.18'] },
        {
          tag: 0x00081140,
          vr: 'SQ',
          items: [[{ tag: 0x00100030, vr: 'DA', values: ['19640718'] }]],
        },
      ],
      options,
    );
    const text = Array.from({ length: output.elements.count }, (_, n) => readText(output, n).join());
    expect(text.join('|')).not.toMatch(/1964|0815|S39/);
    expect(readSingleText(output, 0x00100030)).toBe('');
    expect(hasElement(output, 0x00100032)).toBe(false);
  });

  it('leave times and the zone offset as they are', () => {
    const { output } = runWithOptions(
      [
        { tag: 0x00080030, vr: 'TM', values: ['071500.123'] },
        { tag: 0x00080201, vr: 'SH', values: ['+0530'] },
      ],
      options,
    );
    expect(readSingleText(output, 0x00080030)).toBe('071500.123');
    expect(readSingleText(output, 0x00080201)).toBe('+0530');
  });

  it('shift every value of a list, and a date that has another VR than it should', () => {
    const { output, plan } = runWithOptions(
      [
        { tag: 0x00080020, vr: 'LO', values: ['20200301'] },
        { tag: 0x00081140, vr: 'SQ', items: [[{ tag: 0x00080021, vr: 'UN', values: ['20200301'] } as never]] },
        { tag: 0x00181078, vr: 'DT', values: ['20200301070000', '20200302070000'] },
      ],
      options,
    );
    const days = plan.identity.dateShiftDays!;
    const [first = '', second = ''] = readText(output, findElement(output, 0x00181078));
    expect(dayOf(first.slice(0, 8))! + 1).toBe(dayOf(second.slice(0, 8)));
    expect(dayOf(readSingleText(output, 0x00080020))).toBe(dayOf('20200301')! + days);
  });

  it('shift dates that the table does not name', () => {
    const { output, plan } = runWithOptions([{ tag: 0x00143076, vr: 'DA', values: ['20200301'] }], options);
    expect(dayOf(readSingleText(output, 0x00143076))).toBe(dayOf('20200301')! + plan.identity.dateShiftDays!);
  });

  it('empty what is no date, put a dummy where the preset has D, and say so without the value', () => {
    const { output, plan } = runWithOptions(
      [
        { tag: 0x00080021, vr: 'DA', values: ['LAST SPRING'] },
        { tag: 0x00080030, vr: 'TM', values: ['DOE'] },
        { tag: 0x300c0127, vr: 'DT', values: ['20201301'] },
      ],
      options,
    );
    expect(hasElement(output, 0x00080021)).toBe(true);
    expect(readSingleText(output, 0x00080021)).toBe('');
    expect(readSingleText(output, 0x300c0127)).toBe('19000101000000');
    const findings = plan.findings.filter(({ code }) => code === 'invalid-date');
    expect(findings.map(({ path }) => path)).toEqual(['(0008,0021)', '(0008,0030)', '(300C,0127)']);
    expect(JSON.stringify(findings)).not.toMatch(/SPRING|DOE|1301/);
  });

  it('take time stamps in bytes away as the preset does', () => {
    const { output } = runWithOptions(
      [
        { tag: 0x00340007, vr: 'OB', bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) },
        { tag: 0x04000310, vr: 'OB', bytes: Uint8Array.of(48, 3, 2, 1) },
      ],
      options,
    );
    expect(valueBytes(output, findElement(output, 0x00340007))?.every((byte) => byte === 0)).toBe(true);
    expect(hasElement(output, 0x04000310)).toBe(false);
  });

  it('take the first study of a patient to the anchor date', () => {
    const entry: PatientEntry = {
      oldId: 'PAT-4711',
      newId: 'ARM-A-1',
      newName: null,
      anchorDate: '20000101',
      firstStudyDate: '20200301',
    };
    const more: TestRun = { patients: [entry], profile: { patients: { kind: 'lookup' } } };
    const { output } = runWithOptions([{ tag: 0x00080020, vr: 'DA', values: ['20200303'] }], options, more);
    expect(readSingleText(output, 0x00080020)).toBe('20000103');
  });

  it('hold a file whose anchor has nothing to count from, and let none of its dates through', () => {
    const entry: PatientEntry = {
      oldId: 'PAT-4711',
      newId: 'ARM-A-1',
      newName: null,
      anchorDate: '20000101',
      firstStudyDate: null,
    };
    const more: TestRun = { patients: [entry], profile: { patients: { kind: 'lookup' } } };
    const { output, plan } = runWithOptions([{ tag: 0x00080020, vr: 'DA', values: ['20200303'] }], options, more);
    expect(plan.holds).toMatchObject([{ reason: expect.stringMatching(/to count from/), isReleasable: false }]);
    expect(readSingleText(output, 0x00080020)).toBe('');
  });
});

describe('full dates (PS3.15 E.3.6)', () => {
  it('keep the dates of their column and others by VR, never the birth date', () => {
    const { output } = runWithOptions(
      [
        { tag: 0x00080020, vr: 'DA', values: ['20200301'] },
        { tag: 0x00143076, vr: 'DA', values: ['20200302'] },
        { tag: 0x00100030, vr: 'DA', values: ['19640718'] },
        { tag: 0x00160077, vr: 'DT', values: ['20200301'] },
      ],
      ['retainFullDates'],
    );
    expect(readSingleText(output, 0x00080020)).toBe('20200301');
    expect(readSingleText(output, 0x00143076)).toBe('20200302');
    expect(readSingleText(output, 0x00100030)).toBe('');
    expect(hasElement(output, 0x00160077)).toBe(false);
  });

  it('make the study date in another kept element a finding, not a hold', () => {
    const { checked } = runWithOptions(
      [
        { tag: 0x00080020, vr: 'DA', values: ['20200301'] },
        { tag: 0x00181020, vr: 'LO', values: ['rev 20200301'] },
      ],
      ['retainFullDates'],
    );
    expect(checked.findings).toMatchObject([{ code: 'residual-identifier', path: '(0018,1020)' }]);
  });
});
