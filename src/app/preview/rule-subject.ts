import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import type { RuleSelector } from '../../profile/profile.ts';

/** What an own rule made from a row is about. */
export type RuleSubject = { readonly selector: RuleSelector; readonly name: string };

/**
 * The attribute of a row, or for a private one its creator: private numbers mean something only with it (PS3.5 7.8.1).
 * @returns null where no rule of the person's own can decide: what the program adds, and what is outside data sets.
 */
export function ruleSubjectOf(row: DiffRow): RuleSubject | null {
  const digits = row.tag.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();
  if (row.effect === 'added' || digits.length !== 8 || /^(000[0-7]|FFFE)/.test(digits)) {
    return null;
  }
  if (!row.isPrivate) {
    return { selector: { kind: 'tag', tag: digits }, name: `${row.tag} ${row.name}` };
  }
  const creator = isCreator(row) ? (row.before?.trim() ?? '') : (/ · (.+)$/.exec(row.name)?.[1] ?? '');
  return creator === '' ? null : { selector: { kind: 'private-creator', creator }, name: `all of ${creator}` };
}

/** Private Creators are (gggg,0010) to (gggg,00FF) of odd groups (PS3.5 7.8.1). */
export function isCreator({ isPrivate, tag }: DiffRow): boolean {
  return isPrivate && tag.slice(6, 8) === '00';
}
