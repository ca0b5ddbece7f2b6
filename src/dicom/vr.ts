/** Value representations of PS3.5 6.2. */
export type Vr =
  | 'AE'
  | 'AS'
  | 'AT'
  | 'CS'
  | 'DA'
  | 'DS'
  | 'DT'
  | 'FD'
  | 'FL'
  | 'IS'
  | 'LO'
  | 'LT'
  | 'OB'
  | 'OD'
  | 'OF'
  | 'OL'
  | 'OV'
  | 'OW'
  | 'PN'
  | 'SH'
  | 'SL'
  | 'SQ'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'TM'
  | 'UC'
  | 'UI'
  | 'UL'
  | 'UN'
  | 'UR'
  | 'US'
  | 'UT'
  | 'UV';

const allVrs: readonly Vr[] = [
  'AE',
  'AS',
  'AT',
  'CS',
  'DA',
  'DS',
  'DT',
  'FD',
  'FL',
  'IS',
  'LO',
  'LT',
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'PN',
  'SH',
  'SL',
  'SQ',
  'SS',
  'ST',
  'SV',
  'TM',
  'UC',
  'UI',
  'UL',
  'UN',
  'UR',
  'US',
  'UT',
  'UV',
];

/** VRs whose explicit header has two reserved bytes and a 32-bit length (PS3.5 7.1.2). */
const longHeaderVrs: ReadonlySet<Vr> = new Set([
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'SQ',
  'SV',
  'UC',
  'UN',
  'UR',
  'UT',
  'UV',
]);

/** VRs whose text depends on Specific Character Set (PS3.5 6.1.2.2). */
const characterSetVrs: ReadonlySet<Vr> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);

const textVrs: ReadonlySet<Vr> = new Set([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UC',
  'UI',
  'UR',
  'UT',
]);

/** VRs that hold one value whatever backslashes it contains (PS3.5 6.2). */
const singleValueVrs: ReadonlySet<Vr> = new Set(['LT', 'ST', 'UR', 'UT']);

/** A VR packed into 16 bits, first letter high; 0 stands for "none" (items). */
export type PackedVr = number;

/** By packed VR: an array, because every element asks several times. */
const byPacked: readonly (Vr | undefined)[] = tabulateVrs();

export function packVr(vr: Vr): PackedVr {
  return (vr.charCodeAt(0) << 8) | vr.charCodeAt(1);
}

/** @returns null for bytes that are no VR of PS3.5 6.2. */
export function unpackVr(packed: PackedVr): Vr | null {
  return byPacked[packed] ?? null;
}

export function hasLongHeader(vr: Vr): boolean {
  return longHeaderVrs.has(vr);
}

export function dependsOnCharacterSet(vr: Vr): boolean {
  return characterSetVrs.has(vr);
}

export function isText(vr: Vr): boolean {
  return textVrs.has(vr);
}

export function isSingleValue(vr: Vr): boolean {
  return singleValueVrs.has(vr);
}

function tabulateVrs(): (Vr | undefined)[] {
  const table = new Array<Vr | undefined>(0x5b5b).fill(undefined);
  for (const vr of allVrs) table[packVr(vr)] = vr;
  return table;
}
