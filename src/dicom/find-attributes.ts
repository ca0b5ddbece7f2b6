import rows from './data/dictionary.json';
import type { Vr } from './vr.ts';

/** An attribute of PS3.6 as a search shows it. */
export type FoundAttribute = {
  /** Eight hex digits, upper case; `x` stands for any digit in repeating groups: `60xx3000`. */
  readonly digits: string;
  readonly keyword: string;
  readonly name: string;
  readonly vr: Vr;
};

/**
 * Searches the attributes of data sets by name, keyword or number, all words of the text in any order. What starts with the
 * text comes first, then the order of the tags; retired attributes come last.
 * @param text as typed: `patient weight`, `PatientWeight`, `(0010,1030)`, `0010`
 * @see PS3.6 tables 6-1, 7-1 and 8-1
 */
export function findAttributes(text: string, limit: number): readonly FoundAttribute[] {
  const words = text.toLowerCase().split(/\s+/).map(withoutMarks).filter(Boolean);
  if (words.length === 0) return [];
  const whole = words.join('');
  const ranks: FoundAttribute[][] = [[], [], []];
  for (const { attribute, isRetired, text: haystack } of searchable()) {
    if (!words.every((word) => haystack.includes(word))) continue;
    const isStart = ` ${haystack}`.includes(` ${whole}`);
    ranks[isRetired ? 2 : isStart ? 0 : 1]!.push(attribute);
  }
  return ranks.flat().slice(0, limit);
}

type Searchable = { readonly attribute: FoundAttribute; readonly isRetired: boolean; readonly text: string };

/** Command, file meta and directory elements, items and delimiters. */
const OUTSIDE_DATA_SETS = /^(000[0-7]|FFFE)/i;

let prepared: readonly Searchable[] | null = null;

function searchable(): readonly Searchable[] {
  prepared ??= Object.entries(rows as Readonly<Record<string, readonly (string | number)[]>>)
    .filter(([digits]) => !OUTSIDE_DATA_SETS.test(digits))
    .map(([digits, row]) => toSearchable(digits, row))
    .sort((a, b) => (a.attribute.digits < b.attribute.digits ? -1 : 1));
  return prepared;
}

function toSearchable(digits: string, [vr, keyword, name, , retired]: readonly (string | number)[]): Searchable {
  const attribute = { digits, keyword: String(keyword), name: String(name), vr: vr as Vr };
  const text = [digits, keyword, withoutMarks(String(name))].join(' ').toLowerCase();
  return { attribute, isRetired: retired === 1, text };
}

/** Punctuation of tags and names does not count: `(0010,0010)`, `Patient's`. */
function withoutMarks(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
