import { getHeapStatistics } from 'node:v8';
import { Worker as NodeThread } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { WorkerLike } from '../worker-connection.ts';

/**
 * From 2,048 MB on, V8 lets the objects of a thread grow to four times what is in use before it collects them all; below, to twice at most.
 * Bytes of files and memory of WebAssembly do not count.
 */
const mostObjectsMb = 2000;

/**
 * Starts a thread that takes less memory for what it no longer uses, and no more than this computer allows.
 * @param url of its script. @param workerData what the script asks for
 */
export function startNodeWorker(url: URL, workerData?: string): WorkerLike {
  const allowedMb = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
  return nodeWorker(
    new NodeThread(url, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: Math.min(mostObjectsMb, allowedMb) },
    }),
  );
}

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
