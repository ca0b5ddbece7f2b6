/** Header of Referenced File ID (0004,1500) in each encoding that a DICOMDIR may have; the standard knows the first alone. */
const headers = [
  { bytes: [0x04, 0x00, 0x00, 0x15, 0x43, 0x53], lengthAt: 6, lengthBytes: 2, isLittleEndian: true },
  { bytes: [0x00, 0x04, 0x15, 0x00, 0x43, 0x53], lengthAt: 6, lengthBytes: 2, isLittleEndian: false },
  { bytes: [0x04, 0x00, 0x00, 0x15], lengthAt: 4, lengthBytes: 4, isLittleEndian: true },
] as const;

const headerBytes = 8;
/** Eight components of eight characters and what separates them (PS3.10 8.2). */
const longestIdBytes = 72;

/**
 * The files that a DICOMDIR names, components joined by `/`, in the order of its records. Good enough to tell a person
 * what is missing, and for nothing else: the records are not walked, their headers are looked for.
 * @param bytes the whole DICOMDIR
 * @see PS3.3 F.3.2.2, Referenced File ID
 */
export function directoryFileIds(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ids: string[] = [];
  for (let at = 0; at + headerBytes <= bytes.length; at++) {
    const header = headers.find((candidate) => candidate.bytes.every((byte, n) => bytes[at + n] === byte));
    if (header === undefined) continue;
    const { lengthAt, lengthBytes, isLittleEndian } = header;
    const length =
      lengthBytes === 2 ? view.getUint16(at + lengthAt, isLittleEndian) : view.getUint32(at + lengthAt, isLittleEndian);
    if (length === 0 || length > longestIdBytes || at + headerBytes + length > bytes.length) continue;
    ids.push(fileIdOf(bytes.subarray(at + headerBytes, at + headerBytes + length)));
    at += headerBytes + length - 1;
  }
  return ids;
}

function fileIdOf(value: Uint8Array): string {
  return String.fromCharCode(...value)
    .split('\\')
    .map((component) => component.replace(/[\0 ]+$/, ''))
    .join('/');
}
