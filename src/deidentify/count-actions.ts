import type { Change } from './change.ts';

/** Number of elements per shown action, for the page's filters and the records. */
export type ActionCounts = Readonly<Record<Change['action'], number>>;

export function countActions(changes: readonly Change[]): ActionCounts {
  const counts = { X: 0, Z: 0, D: 0, U: 0, K: 0, C: 0, '+': 0 };
  for (const { action } of changes) counts[action]++;
  return counts;
}
