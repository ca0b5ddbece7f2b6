import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { groupOf, isPrivate, type Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { Rule } from './compiled-profile.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * Finds the one rule for an element, first match wins: exact tag, repeating group, private, VR, attribute in no
 * dictionary, fallback. A written VR that differs from the dictionary's (UN above all) does not hide a date or a name:
 * both are asked.
 * @param vr as written, or the dictionary's for implicit headers
 */
export function findRule(compiled: RuleSet, tag: Tag, vr: Vr): Rule {
  const exact = compiled.byTag.get(tag);
  if (exact) return exact;
  if (isPrivate(tag)) return compiled.privateAttributes;
  // Even groups 50xx, 60xx and 7Fxx (PS3.5 7.6); odd ones are private and are settled above.
  const group = groupOf(tag) === pixelDataGroup ? undefined : compiled.byRepeatingGroup.get(groupOf(tag) & 0xff00);
  if (group) return group;
  const written = compiled.byVr.get(vr);
  if (written) return written;
  const attribute = lookUpAttribute(tag);
  if (!attribute) return compiled.unknownAttributes;
  return compiled.byVr.get(attribute.vr) ?? compiled.fallback;
}

/** The group of Pixel Data, which is none of the repeating groups 7Fxx. */
const pixelDataGroup = 0x7fe0;
