/**
 * A sign of life that a worker posts beside its Comlink answers: at the start of each file and now and then during a
 * long one. Comlink ignores messages without an `id`.
 */
export type WorkerTick = { readonly kind: 'tick'; readonly path: string };

export function isWorkerTick(message: unknown): message is WorkerTick {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'tick';
}
