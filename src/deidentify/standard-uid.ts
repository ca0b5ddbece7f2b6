import type { CompiledProfile } from '../profile/compiled-profile.ts';

/**
 * UIDs that PS3.6 numbers one by one: context groups (Table A-3) and document templates (Table A-4). The last component is
 * the number, and a few below the last are not in use. What has more components, or a greater number, is none of them.
 */
const numbered = [
  { root: '1.2.840.10008.6.1.', last: 1550 },
  { root: '1.2.840.10008.9.', last: 24 },
] as const;

/**
 * True for UIDs that the standard defines; they name a concept and never a thing, so they are never replaced. The root of
 * the standard is not enough: anybody can write digits behind it.
 */
export function isStandardUid(uid: string, rules: CompiledProfile): boolean {
  if (rules.wellKnownUids.has(uid)) return true;
  const list = numbered.find(({ root }) => uid.startsWith(root));
  if (list === undefined) return false;
  const number = uid.slice(list.root.length);
  return /^[1-9]\d{0,3}$/.test(number) && Number(number) <= list.last;
}
