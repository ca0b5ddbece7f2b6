import type { FailureCode } from '../pipeline/contracts/file-outcome.ts';
import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { leaveOutMember } from './archive-member.ts';
import { failedItem, type SettledItem } from './settled-item.ts';
import { readZipDirectory } from './zip-directory.ts';
import {
  findArchiveExcess,
  findMemberExcess,
  findOverlappingMembers,
  type ZipLimits,
  zipLimits,
} from './zip-limits.ts';
import { deflatedMethod, openZipMember, storedMethod, type ZipMember } from './zip-member.ts';

/**
 * Lists a zip by its central directory alone: member bytes stay where they are and become slices when opened. Members
 * are counted, the zip itself is not; folders in it are ignored. What cannot be taken is settled with its reason:
 * encrypted members, other compression methods, archives within, members beyond the limits or over one another. A zip
 * whose directory cannot be read whole is one failed item.
 * @see APPNOTE.TXT 6.3.10 for the format
 */
export async function* listZip(
  archive: InputBytes,
  archivePath: string,
  signal: AbortSignal,
  limits: ZipLimits = zipLimits,
): AsyncGenerator<SourceItem> {
  const directory = await readZipDirectory(archive, archivePath, limits);
  if (directory.kind === 'settled') {
    yield directory;
    return;
  }
  const { members, dataEndBytes } = directory;
  const excess = findArchiveExcess(members, limits);
  if (excess) {
    yield failedItem(archivePath, 'archive-limit', excess);
    return;
  }
  const overlapping = findOverlappingMembers(members);
  for (const [position, member] of members.entries()) {
    if (signal.aborted) return;
    yield leaveOutMember(member.path) ??
      refuse(member, overlapping.has(position), dataEndBytes, limits) ?? {
        kind: 'file',
        path: member.path,
        open: () => openZipMember(archive, member, dataEndBytes),
      };
  }
}

function refuse(
  member: ZipMember,
  isOverlapping: boolean,
  dataEndBytes: number,
  limits: ZipLimits,
): SettledItem | null {
  const fail = (code: FailureCode, reason: string) => failedItem(member.path, code, reason);
  const isStored = member.method === storedMethod;
  if (member.isEncrypted) {
    return fail('archive-encrypted', 'It is protected by a password. Unpack the archive yourself and add the folder.');
  }
  if (isOverlapping) {
    const found = 'It shares its bytes with another member, as in archives made to do harm.';
    return fail('archive-limit', `${found} Make the archive again.`);
  }
  const excess = findMemberExcess(member, limits);
  if (excess) return fail('archive-limit', excess);
  if (!isStored && member.method !== deflatedMethod) {
    const found = `It is compressed by method ${member.method}, which cannot be read here.`;
    return fail('archive-unreadable', `${found} Unpack the archive yourself and add the folder.`);
  }
  const isTorn = isStored && member.compressedSizeBytes !== member.inflatedSizeBytes;
  if (isTorn || member.headerOffsetBytes + member.compressedSizeBytes > dataEndBytes) {
    return fail('archive-unreadable', 'The archive gives it an impossible size. Copy or export the archive again.');
  }
  return null;
}
