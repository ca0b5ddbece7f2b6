import { nextTask } from '../../pipeline/concurrency/next-task.ts';

/** Longest time that a slice takes from typing and scrolling. */
const SLICE_MS = 8;

/** Runs a computation that takes turns in slices, and lets the page work before each. @returns null once it is aborted. */
export async function runSliced<Result>(
  work: Generator<void, Result>,
  signal: AbortSignal,
): Promise<{ readonly result: Result } | null> {
  for (;;) {
    await nextTask();
    if (signal.aborted) return null;
    const step = runFor(work, SLICE_MS);
    if (step !== null) return step;
  }
}

/** A slice at once: short computations are over before the next frame. @returns null when there is more to do. */
export function runFor<Result>(work: Generator<void, Result>, ms: number): { readonly result: Result } | null {
  const endMs = performance.now() + ms;
  do {
    const step = work.next();
    if (step.done === true) return { result: step.value };
  } while (performance.now() < endMs);
  return null;
}

export function runToEnd<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
