import type { DecideState, Decision, Verdict } from './decide-state.ts';
import type { WaitingEntry } from './waiting-entries.ts';

/** What the status *Decided* says, in series. */
export type DecidedCounts = { readonly decided: number; readonly total: number };

/** A series with a second reason counts as decided when none is left. */
export function countDecided(
  decisions: DecideState['decisions'],
  entries: readonly Pick<WaitingEntry, 'seriesKey'>[],
): DecidedCounts {
  const decided = new Set(decisions.map(({ series }) => series));
  // A series has one entry at a time, so that thousands of them are counted without a look.
  if (decided.size > 0) for (const { seriesKey } of entries) decided.delete(seriesKey);
  return { decided: decided.size, total: decided.size + entries.length };
}

/** How many series ended in which way: by the last decision about each. */
export function countVerdicts(decisions: DecideState['decisions']): ReadonlyMap<Verdict['kind'] | 'confirmed', number> {
  const last = new Map<string, Verdict>();
  for (const { series, verdict } of decisions) last.set(series, verdict);
  const counts = new Map<Verdict['kind'] | 'confirmed', number>();
  for (const verdict of last.values()) {
    const kind = verdict.kind === 'nothing-identifying' && verdict.isAllSeen ? 'confirmed' : verdict.kind;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** How many decisions were made in one act with the last one, itself included: pages decide about several series at once. */
export function decidedWith(decisions: readonly Decision[], { atIso, verdict }: Decision): number {
  return decisions.filter((other) => other.atIso === atIso && other.verdict.kind === verdict.kind).length;
}
