import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('numbers that have a meaning by what stands beside them', () => {
  it.each([
    'BP 190/110 headache',
    'GCS 7/15 trauma CT head',
    'GCS E3V4M5 fall',
    'pain VAS 8/10',
    'power 3/5 left leg',
    'DMSA 62:38 scarring',
    '6/12 follow-up',
    '12/52 post op',
    '12/40 dating scan',
    '31w4d growth scan',
    'V/Q scan pregnant 22w',
    'T21 1:4300',
    'MAG3 Lasix F-15',
  ])('stay in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['ypT3N1bM0', 'ypT3N1bM0 rectum'],
    ['pT2pN0', 'pT2pN0'],
    ['DES 3.0x28', 'DES 3.0x28 to LAD'],
    ['FEV1', 'FEV1 45%'],
    ['LI-RADS', 'LI-RADS 3 liver'],
    ['KL', 'KL 3 OA knee'],
    ['mTICI', 'mTICI 2b'],
    ['ECOG', 'ECOG 1'],
    ['K', 'K 6.8'],
    ['HR', 'HR 130 CTPA'],
    ['pack years', '30 py smoker'],
    ['an echo time', 'svs_se_135'],
    ['a matrix', 't2_blade_fs_cor_320'],
  ])('stay behind or before %s', (_, text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a day and a month', 'CT head 6/12', 'CT head'],
    ['a day before an operation', 'post op 6/12', 'post op'],
    ['a month and a year', 'CT head 12/64', 'CT head'],
    ['a day behind a pressure', 'CT chest BP 12/03', 'CT chest'],
    ['a time', 'CT head 14:30', 'CT head'],
    ['a split of another sum', 'DMSA 14:30', 'DMSA'],
    ['a score above its highest', 'GCS 15/7', 'GCS'],
    ['a month of Norwegian', 'CT 12 des 2019', 'CT'],
    ['February', 'CT Fev 1', 'CT'],
    ['a patient', 'PT2 pain', 'pain'],
    ['initials and a number', 'KL 3 brain', 'brain'],
    ['a woman of 62', 'F-62 MAG3', 'MAG3'],
    ['a year', 'CT chest CRP 1987', 'CT chest'],
    ['an infant', 'newborn 31w4d head', 'newborn head'],
  ])('go: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it('stay beside somebody where they have a meaning', () => {
    expect(cleaned('CT chest Okonkwo-Bright, GCS 13')).toBe('CT chest, GCS 13');
    expect(cleaned('CT chest Okonkwo-Bright, bed 13')).not.toContain('13');
    expect(cleaned('CT chest Okonkwo-Bright 13')).not.toContain('13');
  });
});
