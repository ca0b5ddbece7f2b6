import { type Tag, tagOf } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { CompiledProfile, Rule } from './compiled-profile.ts';
import type { TableRow } from './rule-data.ts';
import { tagFromId } from './tag-from-id.ts';

/** The part of a compiled profile that presets differ in. */
export type RuleSet = Pick<
  CompiledProfile,
  'byTag' | 'byRepeatingGroup' | 'privateAttributes' | 'byVr' | 'unknownAttributes' | 'fallback'
>;

/** Attributes that carry the patient's pseudonym: Patient's Name and Patient ID. */
export const pseudonymTags: ReadonlySet<Tag> = new Set([tagOf(0x0010, 0x0010), tagOf(0x0010, 0x0020)]);

export const keepRule: Rule = { action: 'K', reason: 'No rule names it · K' };
export const standardUidRule: Rule = { action: 'K', reason: 'Standard UID · K' };

/** Repeating groups are even and end at xx1E (PS3.5 7.6); whole-group rules reach the rest. */
const repeats = Array.from({ length: 16 }, (_, index) => 2 * index);

/**
 * Tags that a row names: one, one a group for `60xx3000`, one for each digit that an x of the element stands for
 * (`002031xx`). None for `50xxxxxx` and `private`, which name no element.
 */
export function tagsOfRow(row: TableRow): readonly Tag[] {
  if (row.id === 'private' || row.id.endsWith('xxxx')) return [];
  if (!row.id.includes('x')) return [tagFromId(row.id)];
  if (!row.id.startsWith('xx', 2)) return idsOf(row.id).map(tagFromId);
  const pattern = tagFromId(row.id.replace('xx', '00'));
  return repeats.map((repeat) => (pattern | (repeat << 16)) >>> 0);
}

function idsOf(id: string): readonly string[] {
  return id.includes('x') ? [...'0123456789ABCDEF'].flatMap((digit) => idsOf(id.replace('x', digit))) : [id];
}

/** Expands rows into one entry a tag. A later row replaces an earlier one. */
export function rulesByTag(rows: readonly TableRow[], ruleOf: (row: TableRow, tag: Tag) => Rule): Map<Tag, Rule> {
  return new Map(rows.flatMap((row) => tagsOfRow(row).map((tag) => [tag, ruleOf(row, tag)] as const)));
}

/** One rule for several VRs. */
export function rulesByVr(entries: readonly (readonly [readonly Vr[], Rule])[]): ReadonlyMap<Vr, Rule> {
  return new Map(entries.flatMap(([vrs, rule]) => vrs.map((vr) => [vr, rule] as const)));
}
