import { vi } from 'vitest';

/** Lets the stopped clock of a test (`vi.useFakeTimers`) go on until something has settled. */
export async function settled<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  promise.finally(() => {
    isSettled = true;
  });
  for (let turn = 0; turn < 5000 && !isSettled; turn++) {
    await vi.advanceTimersByTimeAsync(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!isSettled) throw new Error('It never settled.');
  return promise;
}
