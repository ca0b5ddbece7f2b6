import { describe, expect, it } from 'vitest';
import type { Vr } from '../dicom/vr.ts';
import { valueProblem } from './value-problem.ts';

const valid: readonly (readonly [Vr, string])[] = [
  ['AE', 'STORE SCP'],
  ['AS', '045Y'],
  ['AT', '00100020'],
  ['CS', 'ORIGINAL'],
  ['DA', '20240229'],
  ['DS', '-1.5e3'],
  ['DS', '.5'],
  ['DT', '20240229235959.123456+0100'],
  ['DT', '20240229'],
  ['FD', '1.25'],
  ['IS', '-2147483648'],
  ['LO', 'x'.repeat(64)],
  ['LT', 'line\nline'],
  ['PN', 'Subject^One'],
  ['PN', '^One'],
  ['SH', 'A-1'],
  ['ST', 'back\\slash'],
  ['TM', '235959.5'],
  ['TM', '23'],
  ['UI', '2.25.1'],
  ['UR', 'https://example.org/'],
  ['US', '65535'],
  ['UV', '18446744073709551615'],
];

const invalid: readonly (readonly [Vr, string])[] = [
  ['AE', 'x'.repeat(17)],
  ['AS', '45Y'],
  ['AT', '0010'],
  ['CS', 'original'],
  ['DA', '20230229'],
  ['DA', '20241301'],
  ['DA', '2024.01.01'],
  ['DS', '1,5'],
  ['DS', '1'.repeat(17)],
  ['DT', '20230229'],
  ['DT', '2023022'],
  ['FD', 'much'],
  ['IS', '2147483648'],
  ['IS', '1.0'],
  ['LO', 'x'.repeat(65)],
  ['LO', 'tab\t'],
  ['LO', 'Köln'],
  ['PN', 'a=b=c=d'],
  ['PN', '^^'],
  ['SH', 'x'.repeat(17)],
  ['TM', '24'],
  ['UI', '1.02'],
  ['UI', `1.${'2'.repeat(63)}`],
  ['UR', 'two words'],
  ['US', '65536'],
  ['US', '-1'],
  ['OB', '00'],
  ['SQ', 'x'],
  ['UN', 'x'],
];

describe('valueProblem', () => {
  it.each(valid)('takes %s %j', (vr, value) => {
    expect(valueProblem(value, vr, '1')).toBeNull();
  });

  it.each(invalid)('refuses %s %j without quoting it', (vr, value) => {
    const problem = valueProblem(value, vr, '1');
    expect(problem).not.toBeNull();
    if (value.length > 3) expect(problem).not.toContain(value);
  });

  it.each([
    ['1', 'A', true],
    ['1', 'A\\B', false],
    ['1-n', 'A\\B\\C', true],
    ['2', 'A', false],
    ['2-n', 'A\\B\\C', true],
    ['2-2n', 'A\\B\\C', false],
    ['2-2n', 'A\\B\\C\\D', true],
    ['1-3', 'A\\B\\C\\D', false],
  ])('under VM %s takes %j: %s', (vm, value, isRight) => {
    expect(valueProblem(value, 'CS', vm) === null).toBe(isRight);
  });
});
