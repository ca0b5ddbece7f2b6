/**
 * Lets everything else that waits for this thread go first. Not a timer: those are slowed down to one a second in a tab
 * that is not looked at.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Gives way whenever the work since the last time has taken this long: a page answers a click within about 50 ms. */
export function createBreather(longestMs = 12): () => Promise<void> {
  let startMs = performance.now();
  return async () => {
    if (performance.now() - startMs < longestMs) return;
    await nextTask();
    startMs = performance.now();
  };
}
