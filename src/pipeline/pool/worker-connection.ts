import * as Comlink from 'comlink';

/** The part of `Worker` that is used; tests bring their own. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'>;

/** A worker whose death is noticed. Comlink alone would leave every open call hanging. */
export type WorkerConnection<Contract> = {
  readonly remote: Comlink.Remote<Contract>;
  /** Settles with the call, or with `lost` when the worker dies. Rejects when the called function throws. */
  readonly orLost: <Call extends Promise<unknown>>(call: Call) => Promise<Awaited<Call> | 'lost'>;
  readonly isLost: () => boolean;
  /** Ends the worker at once; open calls give `lost`. */
  readonly terminate: () => void;
};

/** Wraps a worker with Comlink and listens for its end: script errors, late errors, unreadable messages, `terminate`. */
export function connectWorker<Contract>(worker: WorkerLike): WorkerConnection<Contract> {
  let isLost = false;
  // Not Promise.race against one long-lived promise: that would keep every result alive until the worker ends.
  const waiting = new Set<() => void>();

  function terminate(): void {
    if (isLost) return;
    isLost = true;
    worker.removeEventListener('error', terminate);
    worker.removeEventListener('messageerror', terminate);
    worker.terminate();
    for (const giveUp of [...waiting]) giveUp();
  }

  worker.addEventListener('error', terminate);
  worker.addEventListener('messageerror', terminate);
  return {
    remote: Comlink.wrap<Contract>(worker as Comlink.Endpoint),
    isLost: () => isLost,
    terminate,
    orLost: <Call extends Promise<unknown>>(call: Call) =>
      new Promise<Awaited<Call> | 'lost'>((resolve, reject) => {
        if (isLost) return resolve('lost');
        const giveUp = () => resolve('lost');
        waiting.add(giveUp);
        call.then(
          (result) => {
            waiting.delete(giveUp);
            resolve(result as Awaited<Call>);
          },
          (error: unknown) => {
            waiting.delete(giveUp);
            reject(error);
          },
        );
      }),
  };
}
