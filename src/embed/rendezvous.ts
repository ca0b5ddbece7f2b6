/** Hands values from a producer to one consumer: a `put` settles when its value was taken, so nothing piles up. */
export type Rendezvous<Value> = {
  /** Settles once the value was taken, with true, or once nobody takes any more, with false. */
  readonly put: (value: Value) => Promise<boolean>;
  /** Nothing more comes; with an error, the consumer gets it thrown. */
  readonly end: (error?: unknown) => void;
  readonly values: () => AsyncGenerator<Value>;
};

export function createRendezvous<Value>(): Rendezvous<Value> {
  const offers: { readonly value: Value; readonly taken: (isTaken: boolean) => void }[] = [];
  let ended: { readonly error: unknown } | null = null;
  let isLeft = false;
  let wake: () => void = () => undefined;

  return {
    put: (value) =>
      new Promise((resolve) => {
        if (isLeft) return resolve(false);
        offers.push({ value, taken: resolve });
        wake();
      }),
    end: (error) => {
      ended ??= { error };
      wake();
    },
    values: async function* () {
      try {
        for (;;) {
          // It stays the first until it was taken: whoever leaves now is not to keep its producer waiting.
          const offer = offers[0];
          if (offer !== undefined) {
            yield offer.value;
            offers.shift();
            offer.taken(true);
          } else if (ended !== null) {
            if (ended.error !== undefined) throw ended.error;
            return;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        isLeft = true;
        // The first one was handed to whoever left with it.
        for (const [at, { taken }] of offers.entries()) taken(at === 0);
      }
    },
  };
}
