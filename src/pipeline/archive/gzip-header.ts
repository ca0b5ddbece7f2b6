/** What stands before the deflated data of one member of a gzip file (RFC 1952 2.3). */
export type GzipHeader = {
  readonly kind: 'header';
  readonly lengthBytes: number;
  /** The name that the file had, without its folders; empty where none is given. */
  readonly name: string;
};

/** CRC-32 and size stand behind the data. */
export const gzipTrailerBytes = 8;

const flag = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

/**
 * Reads the header of a gzip member.
 * @returns `cut` where the bytes end inside it, null for what is no gzip.
 */
export function readGzipHeader(bytes: Uint8Array): GzipHeader | 'cut' | null {
  const start = [0x1f, 0x8b, 8];
  if (start.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return null;
  if (bytes.length < 10) return 'cut';
  const flags = bytes[3]!;
  if ((flags & flag.reserved) !== 0) return null;
  let at = 10;
  if (flags & flag.extra) {
    if (bytes.length < at + 2) return 'cut';
    at += 2 + bytes[at]! + bytes[at + 1]! * 256;
  }
  let name = '';
  if (flags & flag.name) {
    const end = bytes.indexOf(0, at);
    if (end < 0) return 'cut';
    name = new TextDecoder('latin1').decode(bytes.subarray(at, end));
    at = end + 1;
  }
  if (flags & flag.comment) {
    const end = bytes.indexOf(0, at);
    if (end < 0) return 'cut';
    at = end + 1;
  }
  if (flags & flag.headerCrc) at += 2;
  if (at > bytes.length) return 'cut';
  return { kind: 'header', lengthBytes: at, name: name.split(/[/\\]/).at(-1) ?? '' };
}
