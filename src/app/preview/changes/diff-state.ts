import type { Folds } from './folds.ts';
import { asIs } from './folds.ts';
import type { DiffFilter } from './match-rows.ts';
import { isFilterOn, noFilter } from './match-rows.ts';

/** What a person set in a table of changes. By paths, so that it holds for the next file of a series too. */
export type DiffState = {
  readonly filter: DiffFilter;
  readonly folds: Folds;
  /** Folds among what a filter lets through; they end with the filter. */
  readonly filteredFolds: Folds;
  /** The line last chosen; null before the first choice. */
  readonly activeKey: string | null;
  /** Rows that stay in sight whatever folds and filters say: those that a rule was just written beside. */
  readonly pinned: ReadonlySet<string>;
};

export const startState: DiffState = {
  filter: noFilter,
  folds: asIs,
  filteredFolds: asIs,
  activeKey: null,
  pinned: new Set(),
};

export function foldsOf({ filter, folds, filteredFolds }: DiffState): Folds {
  return isFilterOn(filter) ? filteredFolds : folds;
}

export function withFolds(state: DiffState, folds: Folds): DiffState {
  return isFilterOn(state.filter) ? { ...state, filteredFolds: folds } : { ...state, folds };
}

export function withFilter(state: DiffState, filter: DiffFilter): DiffState {
  return { ...state, filter, filteredFolds: asIs, pinned: new Set() };
}

export function withPinned(state: DiffState, key: string): DiffState {
  return state.pinned.has(key) ? state : { ...state, pinned: new Set([...state.pinned, key]) };
}
