import rows from './data/dictionary.json';
import type { Tag } from './tag.ts';

/** @returns the one tag of a keyword of PS3.6; null for unknown keywords and for repeating groups, which have many. */
export function tagOfKeyword(keyword: string): Tag | null {
  byKeyword ??= new Map(
    Object.entries(rows as Readonly<Record<string, readonly (string | number)[]>>)
      .filter(([digits]) => !digits.includes('x'))
      .map(([digits, row]) => [String(row[1]), Number.parseInt(digits, 16)]),
  );
  return byKeyword.get(keyword) ?? null;
}

let byKeyword: ReadonlyMap<string, Tag> | null = null;
