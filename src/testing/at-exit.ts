import process from 'node:process';
import { expect } from 'vitest';

/** Gives the work what the process does when it ends at once, and sees that nothing of it is left behind. */
export async function atExit(work: (end: () => void) => Promise<void>): Promise<void> {
  const before = process.listeners('exit');
  await work(() => {
    for (const listener of process.listeners('exit')) if (!before.includes(listener)) listener(0);
  });
  expect(process.listeners('exit')).toEqual(before);
}
