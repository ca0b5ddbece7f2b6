import { describe, expect, it } from 'vitest';
import { createPatience } from './patience.ts';
import { StoreFailure } from './store-failure.ts';

/** A clock that goes on when somebody waits. */
function setUp() {
  let [nowMs, tries] = [0, 0];
  const waits: number[] = [];
  const leaving = new AbortController();
  const wait = async (ms: number) => {
    nowMs += ms;
    waits.push(ms);
  };
  const patience = createPatience(leaving.signal, { now: () => nowMs, wait });
  const away = () =>
    patience(async () => {
      tries += 1;
      throw new StoreFailure('away', 503);
    });
  return { patience, away, waits, leaving, tries: () => tries };
}

describe('createPatience', () => {
  it('gives up after ten seconds where the store has never answered', async () => {
    const { away, waits } = setUp();
    await expect(away()).rejects.toThrow('did not answer');
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('waits for half an hour where it has answered, and a refusal is an answer', async () => {
    const { patience, away, waits } = setUp();
    await expect(patience(() => Promise.reject(new StoreFailure('refused', 403)))).rejects.toThrow('403');
    await expect(away()).rejects.toThrow('did not answer');
    const waited = waits.reduce((sum, ms) => sum + ms, 0);
    expect(Math.max(...waits)).toBe(60_000);
    expect(waited).toBeGreaterThan(28 * 60_000);
    expect(waited).toBeLessThanOrEqual(30 * 60_000);
  });

  it('tries once only what comes behind that, until the store answers again', async () => {
    const { patience, away, waits } = setUp();
    await expect(away()).rejects.toThrow();
    const before = waits.length;
    await expect(away()).rejects.toThrow();
    expect(waits.length).toBe(before);
    expect(await patience(async () => 'there')).toBe('there');
    await expect(away()).rejects.toThrow();
    expect(waits.length).toBeGreaterThan(before);
  });

  it('does again what was away once', async () => {
    const { patience, waits } = setUp();
    let isAway = true;
    const result = await patience(async () => {
      if (!isAway) return 'there';
      isAway = false;
      throw new StoreFailure('away');
    });
    expect(result).toBe('there');
    expect(waits).toEqual([1000]);
  });

  it('waits no more when it is left, and not for what is no absence', async () => {
    const { patience, away, leaving, tries, waits } = setUp();
    leaving.abort();
    await expect(away()).rejects.toThrow();
    expect(tries()).toBe(1);
    await expect(patience(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
    expect(waits).toEqual([]);
  });
});
