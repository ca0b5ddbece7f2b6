import { vi } from 'vitest';
import { turnsOfTheLoop } from './eventually.ts';

/** Stops the clock that watches over workers, until `vi.useRealTimers`. Messages between threads stay real. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
}

export async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at++) {
    vi.advanceTimersByTime(1000);
    await turnsOfTheLoop();
  }
}

/** Lets up to ten minutes pass, until the work settles. @returns what it gives */
export async function passUntil<Result>(work: Promise<Result>): Promise<Result> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  work.then(settle, settle);
  for (let at = 0; at < 600 && !isSettled; at++) await pass(1);
  return work;
}
