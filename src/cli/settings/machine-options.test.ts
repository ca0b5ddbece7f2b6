import { describe, expect, it } from 'vitest';
import {
  leastMemory,
  type MachineOptions,
  poolBudgetFor,
  textThreadsFor,
  withoutReading,
  withoutSending,
  withoutTextThreads,
} from './machine-options.ts';

const megabyte = 1024 * 1024;
const machine = { cores: 8, megabytes: 16_384 };

describe('the budget of a run', () => {
  it('is a thread a core without a choice, and as many as were chosen with one', () => {
    expect(poolBudgetFor({}, machine)).toEqual({ workers: 8, inFlightBytes: 512 * megabyte });
    expect(poolBudgetFor({}, { cores: 64, megabytes: 4096 })).toEqual({ workers: 16, inFlightBytes: 256 * megabyte });
    expect(poolBudgetFor({ workers: 3 }, machine).workers).toBe(3);
  });

  it.each([
    [leastMemory, 1, 64],
    [leastMemory + 99, 1, 163],
    [leastMemory + 100, 2, 64],
    [1024, 7, 144],
    [2048, 8, 512],
  ])('within %d MB is %d threads and %d MB of files in work', (maxMemory, workers, inFlight) => {
    expect(poolBudgetFor({ maxMemory }, machine)).toEqual({ workers, inFlightBytes: inFlight * megabyte });
  });

  it('gives what fewer threads leave to files in work, and refuses more than there is room for', () => {
    expect(poolBudgetFor({ maxMemory: 600, workers: 2 }, machine).inFlightBytes).toBe(220 * megabyte);
    expect(() => poolBudgetFor({ maxMemory: 600, workers: 4 }, machine)).toThrow('4 threads, which take 644 MB');
    expect(poolBudgetFor({ maxMemory: 644, workers: 4 }, machine).workers).toBe(4);
    expect(() => poolBudgetFor({ maxMemory: 16_385 }, machine)).toThrow('16384 MB that there are');
  });
});

describe('what is sent to a server', () => {
  it('is counted within a limit, and refused where it has no room', () => {
    expect(withoutSending({ maxMemory: 600, workers: 1 })).toEqual({ maxMemory: 500, workers: 1 });
    expect(withoutSending({})).toEqual({});
    expect(withoutSending({ maxMemory: 444 })).toEqual({ maxMemory: leastMemory });
    expect(() => withoutSending({ maxMemory: 443 })).toThrow('444 MB');
  });
});

describe('what is read from a server', () => {
  const most = 256 * megabyte;
  const within = (maxMemory: number, searches = false, workers?: number) => {
    const wanted = { maxMemory, ...(workers !== undefined && { workers }) };
    const { options, mostInstanceBytes } = withoutReading(wanted, machine, searches, most);
    return [options.workers, options.maxMemory, mostInstanceBytes / megabyte];
  };

  it('is counted within a limit: each thread and the program keep some, and larger instances get the rest', () => {
    expect(withoutReading({ workers: 3 }, machine, false, most)).toEqual({
      options: { workers: 3 },
      mostInstanceBytes: most,
    });
    expect(within(536)).toEqual([1, leastMemory, 32]);
    expect(within(576)).toEqual([1, leastMemory, 42]);
    expect(within(732)).toEqual([2, leastMemory + 100, 32]);
    expect(within(16_384, false, 1)).toEqual([1, 16_384 - 2 * 544, 256]);
    expect(within(1132, true)).toEqual([1, leastMemory + 500, 32]);
  });

  it('is refused where it has no room', () => {
    expect(() => within(535)).toThrow('536 MB');
    expect(() => within(1131, true)).toThrow('1132 MB');
    expect(() => within(900, false, 3)).toThrow('3 threads that read from a server, which take 928 MB');
  });

  it('leaves room for the threads that it counts', () => {
    for (const searches of [false, true]) {
      const wanted: MachineOptions = { maxMemory: 4000 };
      const { options } = withoutReading(wanted, machine, searches, most);
      const left = searches ? withoutTextThreads(options, machine) : options;
      if (searches) expect(textThreadsFor(options, machine)).toBe(options.workers);
      expect(poolBudgetFor(left, machine).workers).toBe(options.workers);
    }
  });
});

describe('threads that search for text', () => {
  it('are as many as work on files, where half of the memory has room for them', () => {
    expect(textThreadsFor({}, machine)).toBe(8);
    expect(textThreadsFor({ workers: 3 }, machine)).toBe(3);
    expect(textThreadsFor({}, { cores: 8, megabytes: 4096 })).toBe(4);
    expect(textThreadsFor({}, { cores: 8, megabytes: 512 })).toBe(1);
  });

  it.each([
    [leastMemory + 500, 1, leastMemory],
    [2048, 3, 548],
    [16_384, 8, 12_384],
  ])('within %d MB are %d, and leave %d MB', (maxMemory, threads, left) => {
    expect(textThreadsFor({ maxMemory }, machine)).toBe(threads);
    expect(withoutTextThreads({ maxMemory }, machine).maxMemory).toBe(left);
    expect(poolBudgetFor({ maxMemory: left }, machine).workers).toBeGreaterThanOrEqual(threads);
  });

  it('are refused where there is no room for one', () => {
    expect(() => textThreadsFor({ maxMemory: leastMemory + 499 }, machine)).toThrow('844 MB');
  });
});
