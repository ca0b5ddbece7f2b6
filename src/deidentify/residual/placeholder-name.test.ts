import { describe, expect, it } from 'vitest';
import { isPlaceholderName } from './placeholder-name.ts';

describe('isPlaceholderName', () => {
  it.each(['Test^Patient', 'ANONYMOUS', 'Phantom^QA^2', 'patient 17'])('takes %s for no name', (name) => {
    expect(isPlaceholderName(name)).toBe(true);
  });

  it.each(['Test^Anna', 'Mustermann^Test', 'Siemens^Werner', '山田^太郎', ''])('takes %s for a name', (name) => {
    expect(isPlaceholderName(name)).toBe(false);
  });
});
