/** Lets a few pieces of work go on at once. */
export type Turns = {
  /** Settles when there is room for the next piece. Rejects with what a piece threw. */
  readonly take: (work: Promise<void>) => Promise<undefined>;
  /** Settles when nothing is under way any more. */
  readonly rest: () => Promise<undefined>;
};

/** @param most pieces under way at once; with one, `take` waits for the piece it is given. */
export function createTurns(most: number): Turns {
  const underWay = new Set<Promise<void>>();
  return {
    take: async (work) => {
      const turn = work.finally(() => underWay.delete(turn));
      underWay.add(turn);
      // A caller that has stopped waiting does not need to hear of a failure.
      turn.catch(() => undefined);
      if (underWay.size >= most) await Promise.race(underWay);
      return undefined;
    },
    rest: async () => {
      await Promise.all(underWay);
      return undefined;
    },
  };
}
