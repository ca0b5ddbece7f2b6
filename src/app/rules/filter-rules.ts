import { type RuleLine, wordsOf } from '../../profile/rule-table.ts';
import { actionCode } from '../../report/rules-csv.ts';

/** What the table is narrowed to. `action` is a code as it is printed; null is any. */
export type RuleFilter = { readonly search: string; readonly action: string | null };

export const noRuleFilter: RuleFilter = { search: '', action: null };

/** The lines that have every word of the search, in any order: by number with or without its marks, name or keyword. */
export function filterRules(lines: readonly RuleLine[], { search, action }: RuleFilter): readonly RuleLine[] {
  const matches = textMatcher(search);
  return lines.filter(
    (line) =>
      (action === null || codeOf(line) === action) &&
      matches([line.tag, line.name, line.keyword, line.vr, wordsOf(line), line.rule?.reason ?? '']),
  );
}

/** Tests whether some texts have every word of a search. Numbers and names are found without their marks as well. */
export function textMatcher(search: string): (texts: readonly string[]) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (texts) => {
    if (words.length === 0) {
      return true;
    }
    const text = [...texts, ...texts.map(withoutMarks)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** How often each code stands in the table, in the order of the standard's list. */
export function countCodes(lines: readonly RuleLine[]): readonly (readonly [code: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const code = codeOf(line);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return CODES.flatMap((code) => (counts.has(code) ? [[code, counts.get(code) ?? 0] as const] : []));
}

export function codeOf({ rule }: RuleLine): string {
  return rule === null ? '' : actionCode(rule.action);
}

/** PS3.15 E.1, simple codes first. */
const CODES = ['X', 'Z', 'D', 'U', 'C', 'K', 'Z/D', 'X/Z', 'X/D', 'X/Z/D', 'X/Z/U*'];

function withoutMarks(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
