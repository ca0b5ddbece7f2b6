import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import type { ShownAction } from '../../profile/action-code.ts';

/** A line of the grid: an attribute, or a fold over attributes that stay as they are. */
export type DiffLine =
  | { readonly kind: 'row'; readonly key: string; readonly row: DiffRow; readonly index: number }
  | { readonly kind: 'fold'; readonly key: string; readonly count: number; readonly from: string; readonly to: string };

export type DiffFilter = {
  readonly isChangedOnly: boolean;
  readonly search: string;
  readonly actions: ReadonlySet<ShownAction>;
};

/** Shorter runs are shown: a fold takes a line itself. */
const SHORTEST_FOLD = 2;

/** The lines to show. Without a filter, runs of untouched attributes are folded as in a code diff. */
export function listDiffLines(
  rows: readonly DiffRow[],
  filter: DiffFilter,
  unfolded: ReadonlySet<string>,
): readonly DiffLine[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFiltered = filter.isChangedOnly || words.length > 0 || filter.actions.size > 0;
  const lines = rows.flatMap((row, index): DiffLine[] =>
    passes(row, filter, words) ? [{ kind: 'row', key: `${index}`, row, index }] : [],
  );
  return isFiltered ? lines : foldUntouched(lines, unfolded);
}

export function isChanged(row: DiffRow): boolean {
  return row.effect !== 'kept';
}

export function countActions(rows: readonly DiffRow[]): Readonly<Record<ShownAction, number>> {
  const counts = { X: 0, Z: 0, D: 0, U: 0, C: 0, K: 0, '+': 0 };
  for (const row of rows) {
    counts[row.action] += 1;
  }
  return counts;
}

function passes(row: DiffRow, filter: DiffFilter, words: readonly string[]): boolean {
  if (filter.isChangedOnly && !isChanged(row)) {
    return false;
  }
  if (filter.actions.size > 0 && !filter.actions.has(row.action)) {
    return false;
  }
  if (words.length === 0) {
    return true;
  }
  // Tags are found with or without punctuation: (0010,0020), 0010,0020 and 00100020.
  const bare = row.tag.replace(/[^0-9a-z]/gi, '');
  const keyword = row.name.replace(/[^0-9a-z]/gi, '');
  const text = [row.tag, bare, row.path, row.name, keyword, row.vr, row.before, row.after, row.reason]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function foldUntouched(lines: readonly DiffLine[], unfolded: ReadonlySet<string>): readonly DiffLine[] {
  const folded: DiffLine[] = [];
  let run: Extract<DiffLine, { kind: 'row' }>[] = [];
  const close = () => {
    const first = run[0];
    const last = run.at(-1);
    const key = `fold ${first?.index}`;
    if (first !== undefined && last !== undefined && run.length >= SHORTEST_FOLD && !unfolded.has(key)) {
      folded.push({ kind: 'fold', key, count: run.length, from: first.row.tag, to: last.row.tag });
    } else {
      folded.push(...run);
    }
    run = [];
  };
  for (const line of lines) {
    if (line.kind === 'row' && !isChanged(line.row)) {
      run.push(line);
    } else {
      close();
      folded.push(line);
    }
  }
  close();
  return folded;
}
