import type { Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { CompiledProfile } from '../profile/compiled-profile.ts';
import { findRule } from '../profile/find-rule.ts';

/** True for attributes that the preset takes away and that an option or an own rule keeps all the same. */
export function isRetainedByOption(rules: CompiledProfile, tag: Tag, vr: Vr): boolean {
  if (rules.ownRules.byTag.get(tag)?.action === 'K') return true;
  return findRule(rules, tag, vr).action === 'K' && findRule(rules.withoutOptions, tag, vr).action !== 'K';
}
