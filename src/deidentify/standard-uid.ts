import type { CompiledProfile } from '../profile/compiled-profile.ts';

/** Context groups (PS3.6 Table A-3) and templates (PS3.16) under the standard's own root, too many to list. */
const standardPrefixes = ['1.2.840.10008.6.1.', '1.2.840.10008.9.'] as const;

/** True for UIDs that the standard defines; they name a concept and never a thing, so they are never replaced. */
export function isStandardUid(uid: string, rules: CompiledProfile): boolean {
  return rules.wellKnownUids.has(uid) || standardPrefixes.some((prefix) => uid.startsWith(prefix));
}
