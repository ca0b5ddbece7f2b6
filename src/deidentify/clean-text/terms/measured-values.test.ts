import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('a number behind what was measured', () => {
  it.each(['CT head NIHSS 12', 'MR pituitary, prolactin 1800', 'CTPA d-dimer 3400', 'Embo PVA 500', 'Echo LVEDV 180'])(
    'stays in %j',
    (text) => {
      expect(cleaned(text)).toBe(text);
    },
  );

  it.each([
    ['a year', 'CTPA d-dimer 1987', 'CTPA d-dimer'],
    ['a telephone number', 'PSA 415-555-0187', 'PSA'],
    ['a number behind another word', 'MR pituitary 1800', 'MR pituitary'],
  ])('goes when it is %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
