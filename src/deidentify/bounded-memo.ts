/**
 * Remembers the results of a pure function by text. When `limit` results are held all are dropped at once: a batch asks
 * for the same few patients and studies again and again, so a finer policy would cost more than it saves.
 */
export function boundedMemo<Result>(compute: (text: string) => Result, limit: number): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const result = compute(text);
    if (known.size >= limit) known.clear();
    known.set(text, result);
    return result;
  };
}
