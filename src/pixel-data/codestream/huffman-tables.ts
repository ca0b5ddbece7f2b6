/**
 * The values of each table in a segment of Huffman tables: how many codes there are of each length, then each value once.
 * @returns null for a segment that holds anything else
 * @see ISO/IEC 10918-1 B.2.4.2 and annex C
 */
export function huffmanValues(content: Uint8Array): readonly Uint8Array[] | null {
  const tables: Uint8Array[] = [];
  let at = 0;
  while (at < content.length) {
    const kind = content[at] ?? 0;
    if (kind >> 4 > 1 || (kind & 15) > 3) return null;
    const count = countOfCodes(content, at + 1);
    if (count < 0 || at + 17 + count > content.length) return null;
    const values = content.subarray(at + 17, at + 17 + count);
    // Differences have categories 0 to 16, and no value has two codes.
    if (kind >> 4 === 0 && values.some((value) => value > 16)) return null;
    if (new Set(values).size !== values.length) return null;
    tables.push(values);
    at += 17 + count;
  }
  return tables.length > 0 ? tables : null;
}

/** @returns -1 for more codes than sixteen bits have room for */
function countOfCodes(content: Uint8Array, at: number): number {
  let count = 0;
  let room = 0;
  for (let bits = 1; bits <= 16; bits++) {
    const codes = content[at + bits - 1] ?? 0;
    count += codes;
    room += codes * 2 ** (16 - bits);
  }
  return room <= 65_536 && count <= 256 ? count : -1;
}

/** The last values of both tables of ISO/IEC 10918-1 K.3.3.2: each run length with each size, in order. */
const restOfLuminance = ordered([
  0x16, 0x25, 0x34, 0x43, 0x53, 0x63, 0x73, 0x83, 0x92, 0xa2, 0xb2, 0xc2, 0xd2, 0xe1, 0xf1,
]);
const restOfChrominance = ordered([0x26, 0x35, 0x43, 0x53, 0x63, 0x73, 0x82, 0x92, 0xa2, 0xb2, 0xc2, 0xd2, 0xe2, 0xf2]);

/** Half of all encoders write these. `CDEFGHIJ` and `456789` stand in them, which names and numbers are made of. */
const standardTables: readonly Uint8Array[] = [
  table('01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a', restOfLuminance),
  table(
    '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a',
    restOfChrominance,
  ),
];

/**
 * The example tables of the standard, for luminance and for chrominance: of differences, and of runs with sizes. Each says how
 * many codes there are of 1 to 16 bits, and their values in order (ISO/IEC 10918-1 K.3.3).
 */
export const standardHuffmanTables = [
  {
    dc: { counts: bytesOf('00010501010101010100000000000000'), values: bytesOf('000102030405060708090a0b') },
    ac: { counts: bytesOf('0002010303020403050504040000017d'), values: standardTables[0]! },
  },
  {
    dc: { counts: bytesOf('00030101010101010101010000000000'), values: bytesOf('000102030405060708090a0b') },
    ac: { counts: bytesOf('00020102040403040705040400010277'), values: standardTables[1]! },
  },
] as const;

/** True for the example tables of the standard, which need no search. */
export function isStandardTable(values: Uint8Array): boolean {
  return standardTables.some(
    (standard) => standard.length === values.length && standard.every((value, n) => values[n] === value),
  );
}

/** From each of these to the tenth size of the same run length. */
function ordered(starts: readonly number[]): readonly number[] {
  return starts.flatMap((start) => Array.from({ length: (start & 0xf0) + 0x0b - start }, (_, n) => start + n));
}

function table(first: string, rest: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytesOf(first), ...rest]);
}

function bytesOf(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
