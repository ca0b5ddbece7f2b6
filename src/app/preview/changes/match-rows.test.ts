import { expect, it } from 'vitest';
import dictionary from '../../../dicom/data/dictionary.json' with { type: 'json' };
import { keywordOf } from './match-rows.ts';

it('makes the keyword of the standard, in any case, from all names but four', () => {
  const rows = Object.values(dictionary) as unknown as readonly (readonly [
    vr: string,
    keyword: string,
    name: string,
  ])[];
  expect(rows.length).toBeGreaterThan(5000);
  expect(
    rows
      .filter(([, keyword, name]) => keywordOf(name).toLowerCase() !== keyword.toLowerCase())
      .map(([, keyword]) => keyword),
  ).toEqual(['RadiusAlongWedge', 'FrameNumbersOfInterest', 'SummarizedFilterLookupTable', 'AnalogFilterType']);
});
