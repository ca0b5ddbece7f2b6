import { describe, expect, it } from 'vitest';
import { reviewSection } from './report-review.ts';
import type { ValueReview } from './value-review.ts';

const listed: Extract<ValueReview, { kind: 'listed' }> = {
  kind: 'listed',
  isWhole: true,
  isOutOfDate: false,
  looked: 12,
  total: 12,
  counts: {
    toCheck: { attributes: 1, values: 2 },
    notReviewed: { attributes: 30, values: 41 },
    reviewed: { attributes: 5, values: 7 },
    plain: { attributes: 60, values: 900 },
  },
};
const section = (parts: Partial<typeof listed> = {}) => reviewSection({ ...listed, ...parts }).html;

describe('the review of what remains, in a report', () => {
  it('says that the list was never opened, and gives no numbers then', () => {
    const page = reviewSection({ kind: 'not-opened' }).html;
    expect(page).toContain('was never opened');
    expect(page).not.toMatch(/<table|\d+ files/);
  });

  it('counts attributes and values that were ticked, and those that were not', () => {
    for (const [attributes, values, words] of [
      [1, 2, 'Marked to check'],
      [30, 41, 'Nothing to check'],
      [5, 7, 'Ticked as reviewed'],
      [60, 900, 'Numbers'],
    ]) {
      expect(section()).toContain(`<td class="number">${attributes}</td><td class="number">${values}</td><td>${words}`);
    }
    expect(section()).toContain('made of 12 files');
    expect(section()).not.toMatch(/Out of date|Not the whole batch/);
  });

  it('says when the batch has changed since', () => {
    expect(section({ isOutOfDate: true })).toContain('Out of date.');
  });

  it('says how many files a list that is not whole was made of', () => {
    expect(section({ isWhole: false, looked: 3 })).toContain('made of 3 of 12 files');
  });
});
