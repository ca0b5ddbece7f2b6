import { vi } from 'vitest';

/** A run of mutants sets less: there it is mostly in vain. */
const longestMs = Number(process.env['EVENTUALLY_MS'] ?? 30_000);

/** Waits until the assertion holds: at once on a quiet machine, half a minute at most on a busy one. */
export function eventually(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { timeout: longestMs, interval: 2 });
}

/**
 * Lets the event loop turn a few times: what the code under test can do without a timer, messages between threads
 * included, is done after that. For what must not happen; what must happen is waited for with `eventually`.
 */
export async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}
