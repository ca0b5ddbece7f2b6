import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';
import { failedItem, type SettledItem } from './settled-item.ts';
import type { ZipLimits } from './zip-limits.ts';
import type { ZipMember } from './zip-member.ts';
import { zipMemberPath } from './zip-member-path.ts';
import { openZipReader } from './zip-reader.ts';

export type ZipDirectory = {
  readonly kind: 'directory';
  readonly members: readonly ZipMember[];
  /** First byte that cannot belong to a member: where the central directory starts. */
  readonly dataEndBytes: number;
};

/**
 * Reads the central directory of a zip (APPNOTE 4.3.12), ZIP64 included; no member is touched. Names are UTF-8 where the
 * archive says so or the bytes are, else code page 437 (APPNOTE appendix D).
 * @returns a settled item, standing for the whole archive, when the directory is damaged or too long.
 */
export async function readZipDirectory(
  archive: InputBytes,
  archivePath: string,
  limits: ZipLimits,
): Promise<ZipDirectory | SettledItem> {
  const reader = await openZipReader(archive);
  const members: ZipMember[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      // A folder has no data; something that only claims to be one must not vanish with its data.
      if (entry.directory && entry.uncompressedSize === 0 && entry.compressedSize === 0) continue;
      if (members.length === limits.members) {
        const found = `The archive holds more than ${limits.members} files.`;
        return failedItem(archivePath, 'archive-limit', `${found} Unpack it yourself and add the folder.`);
      }
      members.push({
        path: zipMemberPath(archivePath, entry.filename, members.length + 1),
        isEncrypted: entry.encrypted,
        method: entry.compressionMethod,
        headerOffsetBytes: entry.offset,
        nameLengthBytes: entry.rawFilename.length,
        compressedSizeBytes: entry.compressedSize,
        inflatedSizeBytes: entry.uncompressedSize,
        crc32: entry.crc32 ?? 0,
      });
    }
  } catch {
    const found = 'This is not a whole zip archive: its directory cannot be read.';
    return failedItem(archivePath, 'archive-unreadable', `${found} Copy or export it again.`);
  }
  return { kind: 'directory', members, dataEndBytes: reader.directoryOffset ?? archive.size };
}
