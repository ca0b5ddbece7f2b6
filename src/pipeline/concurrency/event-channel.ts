/** Carries values from where they arise to one consumer, who takes all that are waiting at once. */
export type EventChannel<Value> = {
  readonly push: (value: Value) => void;
  /** Ends the channel once what is waiting has been taken; with an error, the consumer gets it thrown. */
  readonly end: (error?: unknown) => void;
  /** @returns what is waiting, at least one value; null at the end. */
  readonly take: () => Promise<readonly Value[] | null>;
};

export function createEventChannel<Value>(): EventChannel<Value> {
  let waiting: Value[] = [];
  let ended: { readonly error: unknown } | null = null;
  let wake: () => void = () => undefined;

  return {
    push: (value) => {
      waiting.push(value);
      wake();
    },
    end: (error) => {
      ended ??= { error };
      wake();
    },
    take: async () => {
      while (waiting.length === 0 && ended === null) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (waiting.length > 0) {
        const taken = waiting;
        waiting = [];
        return taken;
      }
      if (ended?.error !== undefined) throw ended.error;
      return null;
    },
  };
}
