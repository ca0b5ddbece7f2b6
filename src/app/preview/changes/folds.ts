/** What a person folded and unfolded, by key; `mode` decides for the others. Kept while paging through a series. */
export type Folds = {
  readonly mode: 'as-is' | 'folded' | 'unfolded';
  readonly byKey: ReadonlyMap<string, boolean>;
};

export const asIs: Folds = { mode: 'as-is', byKey: new Map() };
export const allFolded: Folds = { mode: 'folded', byKey: new Map() };
export const allUnfolded: Folds = { mode: 'unfolded', byKey: new Map() };

export function isOpen({ mode, byKey }: Folds, key: string, byDefault: boolean): boolean {
  return byKey.get(key) ?? (mode === 'as-is' ? byDefault : mode === 'unfolded');
}

export function withFold(folds: Folds, key: string, open: boolean): Folds {
  return { ...folds, byKey: new Map(folds.byKey).set(key, open) };
}
