/** A page holds its save for as long as it writes, so that no other page takes it for broken off. */
export type RunLocks = {
  /** @returns the function that lets go; null when another page holds it. */
  readonly hold: (runId: string) => Promise<(() => void) | null>;
  readonly isHeld: (runId: string) => Promise<boolean>;
};

/** Web Locks: the browser lets go of them when a page is gone, crashed pages included. */
export const webLocks: RunLocks = {
  hold: (runId) =>
    new Promise((resolve, reject) => {
      const held = (lock: Lock | null): Promise<void> | undefined => {
        if (lock !== null) return new Promise<void>((release) => resolve(release));
        resolve(null);
        return undefined;
      };
      navigator.locks.request(lockName(runId), { ifAvailable: true }, held).catch(reject);
    }),
  isHeld: async (runId) => {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === lockName(runId));
  },
};

function lockName(runId: string): string {
  return `save-to-folder/${runId}`;
}
