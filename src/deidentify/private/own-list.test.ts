import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readText } from '../../dicom/value-codec.ts';
import { casesOf } from '../../testing/cases.ts';
import { deidentifyBytes, type TestRun } from '../../testing/deidentify-bytes.ts';
import { creator, privateIn, runPrivate as run } from '../../testing/run-private.ts';

describe('the own list', () => {
  const uih = (
    element: number,
    description: { readonly vr: 'DS' | 'FD' | 'LO' | 'SH'; readonly values: readonly (string | number)[] },
  ) => run([creator(0x00650010, 'Image Private Header'), { tag: 0x00651000 + element, ...description }]);

  it.each([
    [0x50, { vr: 'DS', values: ['20'] }, true],
    [0x50, { vr: 'DS', values: ['19370418'] }, false],
    [0x50, { vr: 'DS', values: ['twenty'] }, false],
    [0x09, { vr: 'FD', values: [1000] }, true],
    [0x09, { vr: 'FD', values: [-1] }, false],
    [0x37, { vr: 'FD', values: [0, 1, 4711e9] }, false],
    [0x03, { vr: 'LO', values: ['HL1,2;HU1,2'] }, true],
    [0x03, { vr: 'LO', values: ['Quimper'] }, false],
    [0x05, { vr: 'SH', values: ['A->P'] }, true],
    [0x05, { vr: 'SH', values: ['Anna'] }, false],
  ] as const)('keeps element %i only within its limits: %o', (element, description, stays) => {
    expect(privateIn(uih(element, description).output).length).toBe(stays ? 2 : 0);
  });

  it.each([
    ['IS', ['471100']],
    ['SL', [471100]],
    ['FL', [471100]],
    ['FD', [-471100]],
    ['US', [18418]],
  ] as const)('keeps no number that identifies this patient, on either list (%s)', (vr, values) => {
    const { output } = run([
      creator(0x00190010, 'SIEMENS MR HEADER'),
      { tag: 0x0019100c, vr, values },
      { tag: 0x00100030, vr: 'DA', values: ['19370418'] },
      { tag: 0x00101000, vr: 'LO', values: ['471-100'] },
      { tag: 0x00080050, vr: 'SH', values: ['18418'] },
    ]);
    expect(privateIn(output)).toEqual([]);
  });

  it('keeps no text of a closed form that is this patient', () => {
    const named = (name: string) =>
      run([
        creator(0x00510010, 'SIEMENS MR HEADER'),
        { tag: 0x0051100f, vr: 'LO', values: ['HEA;HEP'] },
        { tag: 0x00100010, vr: 'PN', values: [name] },
      ]);
    expect(privateIn(named('Doe^Jane').output)).toHaveLength(2);
    expect(privateIn(named('Hea^Jane').output)).toEqual([]);
  });

  it('treats dates by the options for dates', () => {
    const petDate = (options: TestRun['options']) => {
      const { output } = run(
        [
          creator(0x00090010, 'GEMS_PETD_01'),
          { tag: 0x0009103b, vr: 'DT', values: ['20230916233000'] },
          { tag: 0x00080020, vr: 'DA', values: ['20230917'] },
        ],
        { options: ['retainSafePrivate', ...(options ?? [])] },
      );
      return readText(output, findElement(output, 0x0009103b))[0];
    };
    expect(petDate([])).toBeUndefined();
    expect(petDate(['retainFullDates'])).toBe('20230916233000');
    expect(petDate(['retainModifiedDates'])).toMatch(/^(?!20230916)\d{8}233000$/);
  });

  it.each(casesOf('converters').filter(({ file }) => file.includes('xa-classic')))(
    'keeps the numbers of Siemens XA: $file',
    ({ read }) => {
      const { output } = deidentifyBytes(read(), { options: ['retainSafePrivate'] });
      expect(privateIn(output)).toEqual([
        '(0021,0010)',
        '(0021,0011)',
        '(0021,101C)',
        '(0021,1104)',
        '(0021,1153)',
        '(0021,1159)',
      ]);
    },
  );
});
