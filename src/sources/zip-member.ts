import type { FailedOutcome } from '../pipeline/contracts/file-outcome.ts';
import { type InputBytes, readBytes } from '../pipeline/contracts/input-bytes.ts';
import type { InputContent } from '../pipeline/contracts/input-file.ts';

/** One member as the central directory describes it (APPNOTE 4.3.12). None of it is proven until the member is read. */
export type ZipMember = {
  readonly path: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated (APPNOTE 4.4.5). */
  readonly method: number;
  readonly headerOffsetBytes: number;
  readonly nameLengthBytes: number;
  readonly compressedSizeBytes: number;
  readonly inflatedSizeBytes: number;
  readonly crc32: number;
};

export const storedMethod = 0;
export const deflatedMethod = 8;

const localHeaderSignature = 0x04034b50;
export const localHeaderBytes = 30;

/**
 * Finds the bytes of a member by its local header (APPNOTE 4.3.7), whose extra field may differ in length from the
 * central directory's.
 * @param dataEndBytes first byte that cannot belong to a member: where the central directory starts.
 * @returns a failure when header and directory disagree: the archive is damaged or forged.
 */
export async function openZipMember(
  archive: InputBytes,
  member: ZipMember,
  dataEndBytes: number,
): Promise<InputContent | FailedOutcome> {
  const start = member.headerOffsetBytes;
  const header = new DataView((await readBytes(archive, start, localHeaderBytes)).buffer);
  if (header.byteLength < localHeaderBytes || header.getUint32(0, true) !== localHeaderSignature) {
    return unreadable(`No member starts at byte ${start} of the archive, though its directory says so.`);
  }
  const isEncrypted = (header.getUint16(6, true) & 1) === 1;
  if (isEncrypted !== member.isEncrypted || header.getUint16(8, true) !== member.method) {
    return unreadable(`The member at byte ${start} of the archive is not what the archive's directory says.`);
  }
  const dataStart = start + localHeaderBytes + header.getUint16(26, true) + header.getUint16(28, true);
  const dataEnd = dataStart + member.compressedSizeBytes;
  if (dataEnd > dataEndBytes) {
    return unreadable(`The member at byte ${start} of the archive runs past the end of the archive's data.`);
  }
  const blob = archive.slice(dataStart, dataEnd);
  if (member.method === storedMethod) return { kind: 'zip-stored', blob, crc32: member.crc32 };
  return { kind: 'zip-deflated', blob, inflatedSizeBytes: member.inflatedSizeBytes, crc32: member.crc32 };
}

function unreadable(found: string): FailedOutcome {
  const advice = 'The archive is damaged. Copy or export it again.';
  return { kind: 'failed', code: 'archive-unreadable', reason: `${found} ${advice}` };
}
