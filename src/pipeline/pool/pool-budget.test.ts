import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automaticBudget, mostWorkers, parseBudgetChoice, poolBudget } from './pool-budget.ts';

const megabyte = 1024 * 1024;

describe('automaticBudget', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 3],
    [8, 4],
    [64, 4],
  ])('is right for %i cores', (cores, workers) => {
    expect(automaticBudget(cores, 8).workers).toBe(workers);
  });

  it.each([
    [0.25, 64],
    [2, 128],
    [8, 512],
    [64, 512],
    [undefined, 256],
  ])('takes its part of %s GB', (gigabytes, megabytes) => {
    expect(automaticBudget(4, gigabytes).inFlightBytes).toBe(megabytes * megabyte);
  });
});

describe('a chosen budget', () => {
  const automatic = automaticBudget(4, 8);

  it("stands in place of the machine's, each part for itself", () => {
    expect(poolBudget(automatic, { workers: 1, inFlightMegabytes: null })).toEqual({ ...automatic, workers: 1 });
    expect(poolBudget(automatic, { workers: null, inFlightMegabytes: 64 })).toEqual({
      ...automatic,
      inFlightBytes: 64 * megabyte,
    });
  });

  it('is never beyond the limits, whatever was written down', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)));
    fc.assert(
      fc.property(text, text, (workers, megabytes) => {
        const budget = poolBudget(automatic, parseBudgetChoice(workers, megabytes));
        expect(Number.isInteger(budget.workers) && budget.workers >= 1 && budget.workers <= mostWorkers).toBe(true);
        expect(budget.inFlightBytes).toBeGreaterThanOrEqual(64 * megabyte);
        expect(budget.inFlightBytes).toBeLessThanOrEqual(2048 * megabyte);
      }),
    );
    expect(parseBudgetChoice('3', '128')).toEqual({ workers: 3, inFlightMegabytes: 128 });
    expect(parseBudgetChoice(null, null)).toEqual({ workers: null, inFlightMegabytes: null });
    expect(parseBudgetChoice('0', '100')).toEqual({ workers: null, inFlightMegabytes: null });
  });
});
