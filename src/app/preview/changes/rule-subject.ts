import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import type { RuleSelector } from '../../../profile/profile.ts';

/** What an own rule can be about, and what it is called. */
type Subject = { readonly selector: RuleSelector; readonly name: string };

/** What an own rule made from a row is about. `wider`: all of the creator, for an element of its block. */
export type RuleSubject = Subject & { readonly wider: Subject | null };

/**
 * The attribute of a row; for a private one the element by its creator and its place in the block, as private numbers mean
 * something only so (PS3.5 7.8.1); for a creator everything of it.
 * @returns null where no rule of the person's own can decide: what the program adds, and what is outside data sets.
 */
export function ruleSubjectOf(row: DiffRow): RuleSubject | null {
  const digits = row.tag.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();
  if (row.effect === 'added' || digits.length !== 8 || /^(000[0-7]|FFFE)/.test(digits)) {
    return null;
  }
  if (!row.isPrivate) {
    return { selector: { kind: 'tag', tag: digits }, name: `${row.tag} ${row.name}`, wider: null };
  }
  const creator = isCreator(row) ? (row.before?.trim() ?? '') : (/ · (.+)$/.exec(row.name)?.[1] ?? '');
  if (creator === '') {
    return null;
  }
  const all: Subject = { selector: { kind: 'private-creator', creator }, name: `all of ${creator}` };
  if (isCreator(row)) {
    return { ...all, wider: null };
  }
  const element = `${digits.slice(0, 4)}xx${digits.slice(6)}`;
  return {
    selector: { kind: 'private-element', creator, element },
    name: `(${element.slice(0, 4)},${element.slice(4)}) of ${creator}`,
    wider: all,
  };
}

/** Private Creators are (gggg,0010) to (gggg,00FF) of odd groups (PS3.5 7.8.1). */
export function isCreator({ isPrivate, tag }: DiffRow): boolean {
  return isPrivate && tag.slice(6, 8) === '00';
}
