import { describe, expect, it } from 'vitest';
import { pageLimits, planPages } from './page-limits.ts';

const a4 = { width: 595, height: 842 };

describe('the size of the pictures of a document', () => {
  it('is 150 dots per inch, and one that every page fits into', () => {
    expect(planPages([a4])).toMatchObject({ kind: 'plan', rows: 1755, columns: 1240 });
    expect(planPages([a4, { width: 842, height: 420 }])).toMatchObject({ rows: 1755, columns: 1756 });
  });

  it('has an even number of columns, so that no padding follows the samples', () => {
    for (let width = 1; width < 200; width += 7) {
      const plan = planPages([{ width, height: 3 }]);
      expect(plan.kind === 'plan' && plan.columns % 2).toBe(0);
    }
  });

  it('is bounded on its longer side, and a large page leaves the others their resolution', () => {
    const plan = planPages([a4, { width: 10, height: 1500 }]);
    expect(plan).toMatchObject({ rows: pageLimits.sidePx, columns: 1240 });
    expect(plan.kind === 'plan' && plan.pixelsPerPoint).toEqual([150 / 72, pageLimits.sidePx / 1500]);
  });

  it.each([
    ['no pages', [], 'no-pages'],
    ['a page without width', [a4, { width: 0, height: 10 }], 'page-broken'],
    ['a page that has no size', [a4, { width: Number.NaN, height: 10 }], 'page-broken'],
    ['a page that would have less than 100 dots per inch', [a4, { width: 10, height: 1729 }], 'page-too-large'],
    ['too many pages', Array.from({ length: pageLimits.pages + 1 }, () => a4), 'too-many-pages'],
    ['pictures that are too large', Array.from({ length: pageLimits.pages }, () => a4), 'too-large'],
  ] as const)('is refused for %s', (_, pages, code) => {
    expect(planPages(pages)).toMatchObject({ kind: 'problem', code });
  });

  it('is given to a page of 100 dots per inch', () => {
    expect(planPages([{ width: 10, height: 1728 }])).toMatchObject({ kind: 'plan', rows: pageLimits.sidePx });
  });
});
