/** How a data set is encoded (PS3.5 section 10 and annex A). */
export type TransferSyntax = {
  readonly uid: string;
  readonly isExplicitVr: boolean;
  readonly isLittleEndian: boolean;
  readonly isEncapsulated: boolean;
  readonly isDeflated: boolean;
};

export const implicitVrLittleEndianUid = '1.2.840.10008.1.2';
export const explicitVrLittleEndianUid = '1.2.840.10008.1.2.1';
export const deflatedExplicitVrLittleEndianUid = '1.2.840.10008.1.2.1.99';
export const explicitVrBigEndianUid = '1.2.840.10008.1.2.2';

/**
 * Syntaxes that keep the data set in Explicit VR Little Endian and the pixels in fragments (PS3.5 A.4). Last UID
 * components after 1.2.840.10008.1.2. JPIP (4.94, 4.95, 4.204, 4.205) is absent on purpose: its pixels lie on a server
 * named inside the file. So are the real-time ones (7.x), XML and MIME encapsulation: none of them is a plain data set.
 */
const encapsulatedEndings: readonly string[] = [
  '1.98',
  '4.50',
  '4.51',
  '4.52',
  '4.53',
  '4.54',
  '4.55',
  '4.56',
  '4.57',
  '4.58',
  '4.59',
  '4.60',
  '4.61',
  '4.62',
  '4.63',
  '4.64',
  '4.65',
  '4.66',
  '4.70',
  '4.80',
  '4.81',
  '4.90',
  '4.91',
  '4.92',
  '4.93',
  '4.100',
  '4.100.1',
  '4.101',
  '4.101.1',
  '4.102',
  '4.102.1',
  '4.103',
  '4.103.1',
  '4.104',
  '4.104.1',
  '4.105',
  '4.105.1',
  '4.106',
  '4.106.1',
  '4.107',
  '4.108',
  '4.110',
  '4.111',
  '4.112',
  '4.201',
  '4.202',
  '4.203',
  '5',
  '8.1',
];

const explicitVrLittleEndian: TransferSyntax = {
  uid: explicitVrLittleEndianUid,
  isExplicitVr: true,
  isLittleEndian: true,
  isEncapsulated: false,
  isDeflated: false,
};

const supported: ReadonlyMap<string, TransferSyntax> = new Map(
  [
    explicitVrLittleEndian,
    { ...explicitVrLittleEndian, uid: implicitVrLittleEndianUid, isExplicitVr: false },
    { ...explicitVrLittleEndian, uid: explicitVrBigEndianUid, isLittleEndian: false },
    { ...explicitVrLittleEndian, uid: deflatedExplicitVrLittleEndianUid, isDeflated: true },
    ...encapsulatedEndings.map((ending) => ({
      ...explicitVrLittleEndian,
      uid: `1.2.840.10008.1.2.${ending}`,
      isEncapsulated: true,
    })),
  ].map((syntax) => [syntax.uid, syntax]),
);

/** Finds a transfer syntax by UID. @returns null for unknown, private and JPIP ones: their files are refused. */
export function lookUpTransferSyntax(uid: string): TransferSyntax | null {
  return supported.get(uid) ?? null;
}
