/** In Node an open port keeps the program from ending, so it counts only while somebody waits. */
type Port = MessagePort & { readonly ref?: () => void; readonly unref?: () => void };

/** One channel for all: a new one each time would cost a message pipe. */
let ports: { readonly receiver: Port; readonly sender: Port } | null = null;
const waiting: (() => void)[] = [];

/**
 * Lets everything else that waits for this thread go first. It is no timer: in a tab in the background, browsers run timers once
 * a second and later once a minute.
 */
export function nextTask(): Promise<void> {
  const { receiver, sender } = ports ?? openPorts();
  return new Promise((resolve) => {
    if (waiting.length === 0) receiver.ref?.();
    waiting.push(resolve);
    sender.postMessage(null);
  });
}

function openPorts(): NonNullable<typeof ports> {
  const { port1, port2 } = new MessageChannel();
  const receiver: Port = port1;
  receiver.onmessage = () => {
    waiting.shift()?.();
    if (waiting.length === 0) receiver.unref?.();
  };
  ports = { receiver, sender: port2 };
  return ports;
}

/** Gives way when this much time has passed since the last time, so that the page answers a click within about 50 ms. */
export function createBreather(longestMs = 12): () => Promise<void> {
  let startMs = performance.now();
  return async () => {
    if (performance.now() - startMs < longestMs) return;
    await nextTask();
    startMs = performance.now();
  };
}
