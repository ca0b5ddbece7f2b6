/** One header block of a tar, as written (POSIX.1-2017 pax, ustar; GNU tar manual "Basic Tar Format"). */
export type TarHeader = {
  /** Bytes, as no encoding is stated. */
  readonly name: Uint8Array;
  readonly sizeBytes: number;
  /** One character; NUL in the oldest archives. */
  readonly type: string;
  /** Of an old GNU sparse file: more blocks that describe it follow. */
  readonly hasMoreSparse: boolean;
};

export const tarBlockBytes = 512;

/** @returns null for a block that is no header: its checksum is wrong, or a number in it is none. */
export function readTarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < tarBlockBytes || !isChecksumRight(block)) return null;
  const sizeBytes = readNumber(block, 124, 12);
  if (sizeBytes === null) return null;
  const type = String.fromCharCode(block[156]!);
  const short = textBytes(block, 0, 100);
  // GNU archives write "ustar  " and use the place of the prefix for other things.
  const prefix = latin1(block, 257, 6) === 'ustar\0' ? textBytes(block, 345, 155) : new Uint8Array(0);
  const name = prefix.length > 0 ? Uint8Array.of(...prefix, 0x2f, ...short) : short;
  return { name, sizeBytes, type, hasMoreSparse: type === 'S' && block[482] === 1 };
}

/** The sum of all bytes with blanks in place of the sum itself; some old programs took bytes for signed. */
function isChecksumRight(block: Uint8Array): boolean {
  const stated = readNumber(block, 148, 8);
  if (stated === null) return false;
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < tarBlockBytes; at++) {
    const byte = at >= 148 && at < 156 ? 0x20 : block[at]!;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stated === unsigned || stated === signed;
}

/** Octal digits between blanks and NULs, or base 256 with the highest bit set (GNU). @returns null for anything else. */
function readNumber(block: Uint8Array, at: number, length: number): number | null {
  const first = block[at]!;
  if (first & 0x80) {
    // 0xff begins a negative number, which no size is.
    if (first !== 0x80) return null;
    let value = 0;
    for (let byte = at + 1; byte < at + length; byte++) value = value * 256 + block[byte]!;
    return Number.isSafeInteger(value) ? value : null;
  }
  const digits = latin1(block, at, length).replace(/\0.*$/s, '').trim();
  if (digits === '') return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function textBytes(block: Uint8Array, at: number, length: number): Uint8Array {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

function latin1(block: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...block.subarray(at, at + length));
}
