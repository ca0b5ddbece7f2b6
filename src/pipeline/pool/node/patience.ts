import { setTimeout as sleep } from 'node:timers/promises';
import { failedAs } from './store-failure.ts';

/** Does what may fail for a while. */
export type Patience = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** What waits, for tests to stand in for. */
export type Waiting = { readonly now: () => number; readonly wait: (ms: number) => Promise<unknown> };

/** As a server that STOW-RS sends to is waited for. */
export const mostAwayMs = 30 * 60_000;
/** A store that has never answered is taken for a wrong address. */
const mostAwayAtFirstMs = 10_000;
const [firstWaitMs, longestWaitMs] = [1000, 60_000];

/**
 * Does something again while the store is away or has too much to do: after 1, 2, 4 seconds and so on, at most a minute, for 30 minutes, or ten
 * seconds where it has never answered. Behind that each further work is tried once, until the store answers again.
 * @param leaving ends all waiting
 */
export function createPatience(leaving: AbortSignal, { now, wait }: Waiting = waitingUntil(leaving)): Patience {
  let hasAnswered = false;
  let hasGivenUp = false;
  const isTooLate = (atMs: number) =>
    hasGivenUp || leaving.aborted || atMs > (hasAnswered ? mostAwayMs : mostAwayAtFirstMs);

  async function attempt<Result>(work: () => Promise<Result>) {
    try {
      const result = await work();
      [hasAnswered, hasGivenUp] = [true, false];
      return { kind: 'done', result } as const;
    } catch (error) {
      if (failedAs('away', error)) return { kind: 'away', error } as const;
      hasAnswered = true;
      throw error;
    }
  }

  return async (work) => {
    const startMs = now();
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      const tried = await attempt(work);
      if (tried.kind === 'done') return tried.result;
      if (isTooLate(now() - startMs + waitMs)) {
        hasGivenUp = true;
        throw tried.error;
      }
      await wait(waitMs);
      if (leaving.aborted) throw tried.error;
    }
  };
}

function waitingUntil(signal: AbortSignal): Waiting {
  return {
    now: () => performance.now(),
    wait: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
  };
}
