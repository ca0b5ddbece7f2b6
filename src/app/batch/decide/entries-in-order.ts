import type { ListDelta } from './list-delta.ts';
import { type WaitReason, waitReasons } from './wait-reasons.ts';
import type { WaitingEntry } from './waiting-entries.ts';

/** Beyond so many at once a group is made anew, which costs a look at each entry of it. */
const FEW = 50;

/**
 * The queue in its order: by reason, and inside a reason each entry in the place it was given first, so that nothing moves under the
 * pointer. One entry that goes or comes costs a search for its place.
 * @param series keys of series: entries that come first of all stand in their order, those of other series behind them
 */
export function createEntriesInOrder(series: readonly string[] = []) {
  const ranks = new Map(series.map((key, at) => [key, at]));
  const places = new Map<string, number>();
  let groups: ReadonlyMap<WaitReason, readonly WaitingEntry[]> = new Map();
  const placeOf = ({ key }: WaitingEntry): number => {
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return place;
  };
  const changed = (
    group: readonly WaitingEntry[],
    { gone, come }: ListDelta<WaitingEntry>,
  ): readonly WaitingEntry[] => {
    if (gone.length + come.length > FEW) {
      const isGone = new Set(gone);
      return inOrder([...group.filter((entry) => !isGone.has(entry)), ...come], placeOf);
    }
    const next = [...group];
    for (const entry of gone) next.splice(next.indexOf(entry), 1);
    for (const entry of come) next.splice(firstBehind(next, placeOf(entry), placeOf), 0, entry);
    return next;
  };
  return {
    /** @param delta what goes is in the queue, and what comes may be among it */
    change: ({ gone, come }: ListDelta<WaitingEntry>): void => {
      if (places.size === 0) for (const entry of inOrder(come, rankIn(ranks))) placeOf(entry);
      const next = new Map(groups);
      const goneBy = byReason(gone);
      const comeBy = byReason(come);
      for (const reason of new Set([...goneBy.keys(), ...comeBy.keys()])) {
        const delta = { gone: goneBy.get(reason) ?? [], come: comeBy.get(reason) ?? [] };
        next.set(reason, changed(groups.get(reason) ?? [], delta));
      }
      groups = next;
    },
    list: (): readonly WaitingEntry[] => waitReasons.flatMap((reason) => groups.get(reason) ?? []),
    /** The queue with an entry in the place of another, or in its own where there is none; nothing of it is kept. */
    listWith: (entry: WaitingEntry, now: WaitingEntry | undefined): readonly WaitingEntry[] =>
      waitReasons.flatMap((reason) => {
        const delta = {
          gone: now?.reason === reason ? [now] : [],
          come: entry.reason === reason ? [entry] : [],
        };
        const group = groups.get(reason) ?? [];
        return delta.gone.length + delta.come.length === 0 ? group : changed(group, delta);
      }),
  };
}

function byReason(entries: readonly WaitingEntry[]): ReadonlyMap<WaitReason, readonly WaitingEntry[]> {
  const groups = new Map<WaitReason, WaitingEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.reason);
    if (group === undefined) groups.set(entry.reason, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** @returns the index of the first entry behind a place */
function firstBehind(
  entries: readonly WaitingEntry[],
  place: number,
  placeOf: (entry: WaitingEntry) => number,
): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (placeOf(entries[middle] as WaitingEntry) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrder(entries: readonly WaitingEntry[], placeOf: (entry: WaitingEntry) => number): readonly WaitingEntry[] {
  const placed = entries.map((entry) => ({ entry, place: placeOf(entry) }));
  return placed.sort((a, b) => a.place - b.place).map(({ entry }) => entry);
}

function rankIn(ranks: ReadonlyMap<string, number>): (entry: WaitingEntry) => number {
  return ({ seriesKey }) => ranks.get(seriesKey) ?? ranks.size;
}
