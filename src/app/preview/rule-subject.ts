import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import type { RuleSelector } from '../../profile/profile.ts';

/** What an own rule made from a row is about. */
export type RuleSubject = { readonly selector: RuleSelector; readonly name: string };

/**
 * The attribute of a row, or for a private one its creator: private numbers mean something only with it (PS3.5 7.8.1).
 * @returns null where no rule of the person's own can decide: what the program adds, and what is outside data sets.
 */
export function ruleSubjectOf(rows: readonly DiffRow[], row: DiffRow): RuleSubject | null {
  const digits = row.tag.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();
  if (row.effect === 'added' || digits.length !== 8 || /^(000[0-7]|FFFE)/.test(digits)) {
    return null;
  }
  if (!row.isPrivate) {
    return { selector: { kind: 'tag', tag: digits }, name: `${row.tag} ${row.name}` };
  }
  const creator = creatorOf(rows, row, digits);
  return creator === '' ? null : { selector: { kind: 'private-creator', creator }, name: `all of ${creator}` };
}

function creatorOf(rows: readonly DiffRow[], row: DiffRow, digits: string): string {
  const group = digits.slice(0, 4);
  const isCreator = digits.slice(4, 6) === '00';
  const tag = isCreator ? row.tag : `(${group},00${digits.slice(4, 6)})`;
  const path = `${row.path.slice(0, -row.tag.length)}${tag}`;
  const found = rows.find((candidate) => candidate.path === path && candidate.effect !== 'added');
  return found?.before?.trim() ?? '';
}
