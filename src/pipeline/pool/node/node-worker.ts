import type { Worker as NodeThread } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { WorkerLike } from '../worker-connection.ts';

/** A thread of Node in the form in which the pool knows workers. Its end, for whatever reason, is an `error`. */
export function nodeWorker(thread: NodeThread): WorkerLike {
  const endpoint = nodeEndpoint(thread);
  const ends = new Set<() => void>();
  const tell = () => {
    for (const onEnd of [...ends]) onEnd();
  };
  for (const event of ['error', 'messageerror', 'exit']) thread.on(event, tell);

  return {
    postMessage: endpoint.postMessage as WorkerLike['postMessage'],
    // The adapter takes every listener for one to messages.
    addEventListener: (type: string, listener: unknown) => {
      if (type === 'message') endpoint.addEventListener(type, listener as EventListener);
      else ends.add(listener as () => void);
    },
    removeEventListener: (type: string, listener: unknown) => {
      if (type === 'message') endpoint.removeEventListener(type, listener as EventListener);
      else ends.delete(listener as () => void);
    },
    terminate: () => void thread.terminate(),
  };
}
