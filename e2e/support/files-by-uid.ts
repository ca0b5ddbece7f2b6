import type JSZip from 'jszip';

/** The DICOM files of an archive by SOP Instance UID; copies of one instance share theirs. */
export async function filesByUid(archive: JSZip): Promise<ReadonlyMap<string, readonly Buffer[]>> {
  const files = new Map<string, Buffer[]>();
  for (const entry of Object.values(archive.files)) {
    if (entry.dir) continue;
    const bytes = await entry.async('nodebuffer');
    const uid = mediaStorageSopInstanceUid(bytes);
    files.set(uid, [...(files.get(uid) ?? []), bytes]);
  }
  return files;
}

/** (0002,0003): File Meta Information is always explicit little endian (PS3.10 7.1). */
function mediaStorageSopInstanceUid(bytes: Buffer): string {
  const at = bytes.indexOf(Buffer.from([0x02, 0x00, 0x03, 0x00, 0x55, 0x49]), 132);
  if (at < 0) throw new Error('An output has no Media Storage SOP Instance UID.');
  const lengthBytes = bytes.readUInt16LE(at + 6);
  return bytes.toString('latin1', at + 8, at + 8 + lengthBytes).replace(/\0$/, '');
}
