import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import type { RuleSelector } from '../../profile/profile.ts';

/** What an own rule made from a line is about. */
export type RemainingSubject = { readonly selector: RuleSelector; readonly name: string };

const namedCreator = 'Private attribute · ';

/**
 * The attribute of a line; for a private one its creator and place in the block, as private numbers mean something only so
 * (PS3.5 7.8.1); for a creator all of its elements.
 * @returns null where no rule of the person's own can decide: what the run adds, and private elements without a creator.
 */
export function remainingSubjectOf({ tag, name, text, isPrivate, effect }: RemainingRow): RemainingSubject | null {
  if (effect === 'added') {
    return null;
  }
  if (!isPrivate) {
    return { selector: { kind: 'tag', tag: tag.replace(/[(),]/g, '') }, name: `${tag} ${name}` };
  }
  const isCreator = /^\([0-9A-F]{4},00[1-9A-F][0-9A-F]\)$/.test(tag);
  const creator = (isCreator ? text : name.startsWith(namedCreator) ? name.slice(namedCreator.length) : null)?.trim();
  if (!creator) {
    return null;
  }
  if (isCreator) {
    return { selector: { kind: 'private-creator', creator }, name: `all of ${creator}` };
  }
  const element = `${tag.slice(1, 5)}xx${tag.slice(8, 10)}`.toUpperCase().replace('XX', 'xx');
  return {
    selector: { kind: 'private-element', creator, element },
    name: `(${element.slice(0, 4)},${element.slice(4)}) of ${creator}`,
  };
}
