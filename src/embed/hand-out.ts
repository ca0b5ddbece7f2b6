import { createRendezvous, type Rendezvous } from './rendezvous.ts';

/** What work gives, which goes on as its values are taken, and ends when nobody takes any more. */
export async function* handOut<Value>(
  signal: AbortSignal,
  work: (ends: AbortSignal, out: Rendezvous<Value>) => Promise<void>,
): AsyncGenerator<Value> {
  const consumer = new AbortController();
  const out = createRendezvous<Value>();
  work(AbortSignal.any([signal, consumer.signal]), out).then(() => out.end(), out.end);
  try {
    yield* out.values();
  } finally {
    consumer.abort();
  }
}
