import { groupOf, type Tag, tagOf } from '../dicom/tag.ts';
import { isForbiddenGroup } from './forbidden-group.ts';
import type { OwnDecision } from './profile.ts';
import { pseudonymTags } from './rule-set.ts';

/**
 * What no own rule may do to an element of an even group, as a sentence for people. Patterns pass over such elements; a
 * rule that names one is refused. @returns null when the rule may act.
 */
export function ownRuleLimit(tag: Tag, decision: OwnDecision['kind']): string | null {
  if (isForbiddenGroup(tag) || groupOf(tag) === 0xfffe) {
    return 'The element is removed or written anew under every profile (PS3.15 E.1.1).';
  }
  if (pseudonymTags.has(tag)) return "Patient ID and Patient's Name are set by the member patients.";
  if (marks.has(tag)) return 'The element tells what was done to the file, so the program writes it.';
  if (structure.has(tag) || groupOf(tag) === 0x7fe0)
    return 'Without its own value of this element no file can be read.';
  if (instanceUids.has(tag) && !keepsUid.has(decision)) {
    return 'Study, series and instance need a UID: keep it, or replace it with replace-uid.';
  }
  return null;
}

const keepsUid: ReadonlySet<OwnDecision['kind']> = new Set(['keep', 'replace-uid', 'dummy']);
const instanceUids: ReadonlySet<Tag> = new Set([tagOf(0x0008, 0x0018), tagOf(0x0020, 0x000d), tagOf(0x0020, 0x000e)]);

/** Patient Identity Removed, the method as text and code, Burned In Annotation, dates modified, their tool's own. */
const marks: ReadonlySet<Tag> = new Set([
  ...[0x0062, 0x0063, 0x0064].map((element) => tagOf(0x0012, element)),
  ...[0x0301, 0x0302, 0x0303].map((element) => tagOf(0x0028, element)),
]);

/** Character set, SOP class, and what the pixel cells mean (PS3.3 C.7.6.3). */
const structure: ReadonlySet<Tag> = new Set([
  ...[0x0005, 0x0016].map((element) => tagOf(0x0008, element)),
  ...[0x0002, 0x0004, 0x0006, 0x0008, 0x0010, 0x0011, 0x0100, 0x0101, 0x0102, 0x0103].map((element) =>
    tagOf(0x0028, element),
  ),
  ...[0x1101, 0x1102, 0x1103, 0x1201, 0x1202, 0x1203].map((element) => tagOf(0x0028, element)),
]);
