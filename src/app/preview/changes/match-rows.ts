import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import type { SurveyedValue } from '../../../pipeline/contracts/survey.ts';
import type { ShownAction } from '../../../profile/action-code.ts';
import { isChanged } from './diff-tree.ts';

export type DiffFilter = {
  readonly isChangedOnly: boolean;
  readonly search: string;
  readonly actions: ReadonlySet<ShownAction>;
};

export const noFilter: DiffFilter = { isChangedOnly: false, search: '', actions: new Set() };

/** Which rows a filter lets through. `before` counts the matches before each row, and one more for the end. */
export type Matches = { readonly isMatch: Uint8Array; readonly before: Int32Array; readonly count: number };

/** A row of a series stands for several values; its own texts are a summary of them. */
export type ValuesOf = (index: number) => readonly SurveyedValue[];

export function isFilterOn({ isChangedOnly, search, actions }: DiffFilter): boolean {
  return isChangedOnly || search.trim() !== '' || actions.size > 0;
}

/** Takes a turn every thousand rows, so that typing in a file of many rows stays fluent. */
export function* matchRows(
  rows: readonly DiffRow[],
  filter: DiffFilter,
  valuesOf: ValuesOf | null = null,
): Generator<void, Matches> {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const isMatch = new Uint8Array(rows.length);
  const before = new Int32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at++) {
    isMatch[at] = passes(rows[at]!, filter, words, valuesOf?.(at) ?? []) ? 1 : 0;
    before[at + 1] = before[at]! + isMatch[at]!;
    if (at % 1000 === 999) yield;
  }
  return { isMatch, before, count: before[rows.length]! };
}

export function countActions(rows: readonly DiffRow[]): Readonly<Record<ShownAction, number>> {
  const counts = { X: 0, Z: 0, D: 0, U: 0, C: 0, K: 0, '+': 0 };
  for (const row of rows) {
    counts[row.action] += 1;
  }
  return counts;
}

function passes(
  row: DiffRow,
  { isChangedOnly, actions }: DiffFilter,
  words: readonly string[],
  values: readonly SurveyedValue[],
): boolean {
  if (isChangedOnly && !isChanged(row)) {
    return false;
  }
  if (actions.size > 0 && !actions.has(row.action) && !values.some(({ action }) => actions.has(action))) {
    return false;
  }
  return words.length === 0 || hasWords(row, values, words);
}

function hasWords(row: DiffRow, values: readonly SurveyedValue[], words: readonly string[]): boolean {
  // Tags are found with or without punctuation: (0010,0020), 0010,0020 and 00100020; keywords, and names without spaces.
  const bare = row.tag.replace(/[^0-9a-z]/gi, '');
  const joined = row.name.replace(/[^0-9a-z]/gi, '');
  const text = [
    row.tag,
    bare,
    row.path,
    row.name,
    joined,
    keywordOf(row.name),
    row.vr,
    row.before,
    row.after,
    row.reason,
  ]
    .join('\n')
    .toLowerCase();
  const missing = words.filter((word) => !text.includes(word));
  return (
    missing.length === 0 ||
    values.some(({ before, after, reason }) => {
      const shown = [before, after, reason].join('\n').toLowerCase();
      return missing.every((word) => shown.includes(word));
    })
  );
}

/**
 * The keyword of a name (PS3.6 6), as PatientName of Patient's Name: without a possessive, and with words for the digits at its
 * start. True of all but a few names; the dictionary itself is too large to be loaded for a search.
 */
export function keywordOf(name: string): string {
  return name
    .replace(/[’']s\b/g, '')
    .replace(/^2/, 'Two')
    .replace(/^3/, 'Three')
    .replace(/[^0-9a-z]/gi, '');
}
