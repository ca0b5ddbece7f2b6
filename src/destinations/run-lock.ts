/** A page holds its save for as long as it writes, so that no other page takes it for broken off. */
function lockName(runId: string): string {
  return `save-to-folder/${runId}`;
}

/** @returns the function that lets go; null when another page holds it. */
export function holdRun(runId: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (lock !== null) return new Promise<void>((release) => resolve(release));
      resolve(null);
      return undefined;
    };
    navigator.locks.request(lockName(runId), { ifAvailable: true }, held).catch(reject);
  });
}

export async function isRunHeld(runId: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockName(runId));
}
