import { useCallback } from 'react';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { useSliced } from '../../ui/use-sliced.ts';
import type { SeriesRows } from '../series-rows.ts';
import type { DiffLine } from './diff-lines.ts';
import { listDiffLines } from './diff-lines.ts';
import type { DiffState } from './diff-state.ts';
import { foldsOf } from './diff-state.ts';
import type { DiffTree } from './diff-tree.ts';
import { buildDiffTree } from './diff-tree.ts';
import type { Matches } from './match-rows.ts';
import { isFilterOn, matchRows } from './match-rows.ts';

type Listed = Filtered & { readonly lines: readonly DiffLine[] };

type Filtered = { readonly tree: DiffTree; readonly series: SeriesRows | null; readonly matches: Matches | null };

/** The lines that a table shows, with all that they were made from. The last ones stay while new ones are worked out. */
export function useDiffLines(
  rows: readonly DiffRow[],
  series: SeriesRows | null,
  state: DiffState,
): (Listed & { readonly isWorking: boolean }) | null {
  const { filter } = state;
  const folds = foldsOf(state);
  const build = useCallback(() => treeOf(rows, series), [rows, series]);
  const built = useSliced(build);
  const source = built.value;
  const match = useCallback(
    function* (): Generator<void, Filtered | null> {
      if (source === null) return null;
      const matches = isFilterOn(filter) ? yield* matchRows(source.tree.rows, filter, valuesOf(source.series)) : null;
      return { ...source, matches };
    },
    [source, filter],
  );
  const filtered = useSliced(match);
  const found = filtered.value;
  const { pinned } = state;
  const list = useCallback(
    function* (): Generator<void, Listed | null> {
      if (found === null) return null;
      const rowsInSight = [...pinned].map((key) => found.tree.keys.indexOf(key));
      const lines = yield* listDiffLines(found.tree, found.matches, folds, valuesOf(found.series), rowsInSight);
      return { ...found, lines };
    },
    [found, folds, pinned],
  );
  const listed = useSliced(list);
  const shown = listed.value;
  const isWorking = built.isWorking || filtered.isWorking || listed.isWorking;
  return shown === null ? null : { ...shown, isWorking };
}

function* treeOf(rows: readonly DiffRow[], series: SeriesRows | null) {
  return { tree: yield* buildDiffTree(rows), series };
}

function valuesOf(series: SeriesRows | null) {
  return series === null ? null : (index: number) => series.attributes[index]?.values ?? [];
}
