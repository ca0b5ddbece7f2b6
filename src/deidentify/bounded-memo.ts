/**
 * Remembers results by text. When `limit` results are held all are dropped at once: a batch asks for the same few patients
 * and studies again and again, so a finer policy would cost more than it saves.
 * @returns a function that looks a text up, and makes its result where there is none
 */
export function boundedMap<Result>(limit: number): (text: string, make: () => Result) => Result {
  const known = new Map<string, Result>();
  return (text, make) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const result = make();
    if (known.size >= limit) known.clear();
    known.set(text, result);
    return result;
  };
}

/** Remembers the results of a pure function by text, as `boundedMap` does. */
export function boundedMemo<Result>(compute: (text: string) => Result, limit: number): (text: string) => Result {
  const lookUp = boundedMap<Result>(limit);
  return (text) => lookUp(text, () => compute(text));
}
