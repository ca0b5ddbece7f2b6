import type { Tag } from '../dicom/tag.ts';
import type { BasicAction, SimpleAction } from '../profile/action-code.ts';
import type { CompiledProfile, Rule } from '../profile/compiled-profile.ts';
import type { Operation } from './act.ts';

/** Where an element stands. `depth` is 0 on top level. */
export type Place = { readonly tag: Tag; readonly depth: number; readonly sopClassUid: string };

/** What is known of an attribute's Type: demanded with a value, demanded but may be empty, optional, or not proven. */
type ProvenType = '1' | '2' | '3' | 'unknown';

/**
 * Settles a compound code for one element, so that the IOD stays valid whatever the element's Type is.
 *
 * A Type is proven only on top level, for a SOP class that `attributeTypes` lists: where the list says 1 or 2, and by
 * absence for the few attributes of `provenByAbsence`. Any other attribute that is not listed may still be conditional
 * or belong to an optional module (First Treatment Date of RT Treatment Summary Records is Type 2 and not listed), so
 * the most demanding branch is taken: D where the code has a D, Z for X/Z. For X/Z/U* the sequence stays and the UIDs
 * in its items are replaced.
 * @returns U for a sequence means: keep it, and go into its items
 * @see PS3.15 E.1, Table E.1-1a
 */
export function resolveAction(rule: Rule, place: Place, compiled: CompiledProfile): Operation {
  if (rule.action === 'C' || rule.action === 'replace') return rule;
  return { action: settle(rule.action, provenType(place, compiled)) };
}

function settle(code: BasicAction, type: ProvenType): Exclude<SimpleAction, 'C'> {
  switch (code) {
    case 'X/Z/D':
      return type === '3' ? 'X' : type === '2' ? 'Z' : 'D';
    case 'Z/D':
      return type === '3' || type === '2' ? 'Z' : 'D';
    case 'X/D':
      // Type 2 has no branch of its own in this code; a dummy is valid there too.
      return type === '3' ? 'X' : 'D';
    case 'X/Z':
      // No IOD makes such an attribute Type 1 in this edition; if one did, only a value would be valid.
      return type === '3' ? 'X' : type === '1' ? 'D' : 'Z';
    case 'X/Z/U*':
      return type === '2' ? 'Z' : 'U';
    default:
      return code;
  }
}

function provenType({ tag, depth, sopClassUid }: Place, compiled: CompiledProfile): ProvenType {
  const types = depth > 0 ? undefined : compiled.attributeTypes.get(sopClassUid);
  if (types === undefined) return 'unknown';
  const type = types.get(tag);
  if (type !== undefined) return type === 'C' ? 'unknown' : type;
  return compiled.provenByAbsence.get(tag) ?? 'unknown';
}
