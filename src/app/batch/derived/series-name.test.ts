import { expect, it } from 'vitest';
import { seriesName } from './series-name.ts';

it('says what a bare number is, and leaves descriptions as they are', () => {
  const labels = ['2', '12', '2 Thorax', 'Thorax 2', ''];
  expect(labels.map((label) => seriesName({ label }))).toEqual(['Series 2', 'Series 12', '2 Thorax', 'Thorax 2', '']);
});
