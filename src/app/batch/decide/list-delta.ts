/** What has gone from a list and what has come: all between the first and the last place that are another. */
export type ListDelta<Item> = { readonly gone: readonly Item[]; readonly come: readonly Item[] };

/** Costs a comparison for each item that stayed, and no look at it. */
export function listDelta<Item>(before: readonly Item[], now: readonly Item[]): ListDelta<Item> {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return { gone: before.slice(start, before.length - end), come: now.slice(start, now.length - end) };
}
