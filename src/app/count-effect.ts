import type { BatchState } from './batch-state.ts';
import { countStandings, type OutcomeCounts } from './outcomes.ts';
import { clearOutcomes } from './reduce-decisions.ts';
import { standingRulesOf } from './standing-rules.ts';

/** By how many more or fewer files each of these is foretold; those that stay as many are absent. */
export type CountEffect = readonly { readonly kind: keyof OutcomeCounts; readonly by: number }[];

/** What a change of the profile does to the files of the batch as they are foretold, before any of them is processed. */
export function compareCounts(before: BatchState, after: BatchState): CountEffect {
  // Read one after the other: the rules of the state in use come last, as the page asks for them next.
  const earlier = standingRulesOf(before);
  const later = standingRulesOf(after);
  if (earlier === later) {
    return [];
  }
  const old = countStandings(clearOutcomes(before).files, earlier);
  const now = countStandings(after.files, later);
  return KINDS.flatMap((kind) => (now[kind] === old[kind] ? [] : [{ kind, by: now[kind] - old[kind] }]));
}

const KINDS = ['ready', 'held', 'skipped'] as const;
