/**
 * Works on items a few at a time, begun in order: while one waits for its bytes another is worked on, which halves the
 * time of small files (a read is mostly waiting for the browser's other processes).
 * @param most items under way at once: as many files may be in memory
 * @returns one result an item, in order. Rejects with the first rejection of `work`.
 */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item, at: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  async function takeTurns(): Promise<void> {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!, at);
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, takeTurns));
  return results;
}
