/** One channel for all: a new one each time would cost a message pipe. */
let channel: MessageChannel | null = null;
const waiting: (() => void)[] = [];

/**
 * Lets everything else that waits for this thread go first. Not a timer: those are slowed down to one a second in a tab
 * that is not looked at, and to one a minute later.
 */
export function nextTask(): Promise<void> {
  if (channel === null) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
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
