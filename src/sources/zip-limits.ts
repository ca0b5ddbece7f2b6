import { deflatedMethod, localHeaderBytes, type ZipMember } from './zip-member.ts';

/**
 * What an honest archive never exceeds. A member is inflated when its turn comes and never staged, so the limits guard
 * time and the tab's memory. The reader must also stop at `inflatedSizeBytes`: these are the sizes an archive declares.
 */
export const zipLimits = {
  /** More members than any export of images; each costs about 1 KB while the list is made. */
  members: 250_000,
  /** Deflate cannot do better than 1032 : 1. Blank images come near it, so small ones are let through. */
  inflationRatio: 1000,
  inflationRatioFromBytes: 16 * 1024 * 1024,
  /** Sum over the deflated members; stored ones cannot be larger than the archive. */
  inflatedTotalBytes: 256 * 1024 * 1024 * 1024,
} as const;

/** @returns a sentence for people when the whole archive must be refused, else null. */
export function findArchiveExcess(members: readonly ZipMember[], limits: ZipLimits = zipLimits): string | null {
  let total = 0;
  for (const member of members) if (member.method === deflatedMethod) total += member.inflatedSizeBytes;
  if (total <= limits.inflatedTotalBytes) return null;
  return `The archive unpacks to more than ${gibibytes(limits.inflatedTotalBytes)} GiB. Unpack it yourself and add the folder.`;
}

/** @returns a sentence for people when this member must be refused, else null. */
export function findMemberExcess(member: ZipMember, limits: ZipLimits = zipLimits): string | null {
  if (member.method !== deflatedMethod || member.inflatedSizeBytes <= limits.inflationRatioFromBytes) return null;
  if (member.inflatedSizeBytes <= member.compressedSizeBytes * limits.inflationRatio) return null;
  return `It would unpack to more than ${limits.inflationRatio} times its size, as archives made to do harm do. Unpack it yourself and add the file.`;
}

/**
 * Finds members that share bytes with another one: the way small archives pretend to hold very much data. An honest
 * archive has none.
 * @returns positions in `members`.
 */
export function findOverlappingMembers(members: readonly ZipMember[]): ReadonlySet<number> {
  const order = members.map((_, position) => position);
  order.sort((a, b) => headerOffset(members, a) - headerOffset(members, b));
  const overlapping = new Set<number>();
  let furthest: number | null = null;
  for (const position of order) {
    if (furthest !== null && headerOffset(members, position) < endOffset(members, furthest)) {
      overlapping.add(position).add(furthest);
    }
    if (furthest === null || endOffset(members, position) > endOffset(members, furthest)) furthest = position;
  }
  return overlapping;
}

export type ZipLimits = Readonly<Record<keyof typeof zipLimits, number>>;

function headerOffset(members: readonly ZipMember[], position: number): number {
  return members[position]?.headerOffsetBytes ?? 0;
}

/** The least a member takes up. Its local extra field is not known yet and counts as nothing. */
function endOffset(members: readonly ZipMember[], position: number): number {
  const member = members[position];
  if (!member) return 0;
  return member.headerOffsetBytes + localHeaderBytes + member.nameLengthBytes + member.compressedSizeBytes;
}

function gibibytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 3);
}
