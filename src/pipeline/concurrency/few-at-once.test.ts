import { describe, expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('fewAtOnce', () => {
  it('gives results in the order of the items, whatever finishes first', async () => {
    const slowFirst = async (item: number) => {
      await new Promise((resolve) => setTimeout(resolve, item === 0 ? 20 : 1));
      return item * 10;
    };
    expect(await fewAtOnce([0, 1, 2, 3, 4], 3, slowFirst)).toEqual([0, 10, 20, 30, 40]);
  });

  it('never has more than the given number under way, and begins in order', async () => {
    const begun: number[] = [];
    let underWay = 0;
    let most = 0;
    await fewAtOnce([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
      begun.push(item);
      underWay++;
      most = Math.max(most, underWay);
      await settle();
      underWay--;
    });
    expect(most).toBe(3);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('has nothing to do for no items', async () => {
    expect(await fewAtOnce([], 4, settle)).toEqual([]);
  });
});
