import type { UploadSurroundings } from './upload-queue.ts';

/** The page's own clock, chance and network state. */
export const browserSurroundings: UploadSurroundings = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => untilEvent(signal, (wake) => setTimeout(wake, ms), clearTimeout),
  whenOnline: (signal) => {
    if (navigator.onLine) return Promise.resolve();
    const listen = (wake: () => void) => {
      addEventListener('online', wake);
      return wake;
    };
    return untilEvent(signal, listen, (wake) => removeEventListener('online', wake));
  },
};

/** Settles when woken or when the signal aborts, and leaves no listener behind. */
function untilEvent<Handle>(
  signal: AbortSignal,
  start: (wake: () => void) => Handle,
  stop: (handle: Handle) => void,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = () => {
      stop(handle);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const handle = start(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
