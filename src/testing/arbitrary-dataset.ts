import fc from 'fast-check';
import {
  explicitVrBigEndianUid,
  explicitVrLittleEndianUid,
  implicitVrLittleEndianUid,
} from '../dicom/transfer-syntax.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';

/** One generated file before it is written. */
export type ArbitraryFile = {
  readonly elements: readonly ElementDescription[];
  readonly transferSyntaxUid: string;
  readonly hasUndefinedLengths: boolean;
};

/** Tags with the VR that the dictionary gives them, so that implicit files read back alike. */
const leaves: readonly (readonly [number, Vr])[] = [
  [0x00080020, 'DA'],
  [0x00080060, 'CS'],
  [0x00090010, 'LO'],
  [0x00091001, 'UN'],
  [0x00100010, 'PN'],
  [0x00180050, 'DS'],
  [0x00280010, 'US'],
  [0x00420011, 'OB'],
  [0x0040a160, 'UT'],
  [0x7fe00010, 'OW'],
];

/** The last two are private and standard sequences under UN: implicit little endian inside whatever the file is. */
const sequences: readonly (readonly [number, Vr])[] = [
  [0x00081140, 'SQ'],
  [0x0040a730, 'SQ'],
  [0x00091010, 'UN'],
  [0x00081199, 'UN'],
];

/**
 * Files of random structure: leaves with random bytes, sequences of any length and kind, four levels deep.
 */
export function arbitraryFile(): fc.Arbitrary<ArbitraryFile> {
  return fc
    .constantFrom(implicitVrLittleEndianUid, explicitVrLittleEndianUid, explicitVrBigEndianUid)
    .chain((transferSyntaxUid) =>
      fc.record({
        elements: dataset(transferSyntaxUid !== implicitVrLittleEndianUid, 4).map((elements) => [
          { tag: 0x00080018, vr: 'UI' as const, values: ['2.25.1'] },
          ...elements.filter((element) => element.tag > 0x00080018),
        ]),
        transferSyntaxUid: fc.constant(transferSyntaxUid),
        hasUndefinedLengths: fc.boolean(),
      }),
    );
}

function dataset(isExplicit: boolean, depth: number): fc.Arbitrary<readonly ElementDescription[]> {
  const leaf = fc
    .record({ kind: fc.constantFrom(...leaves), half: fc.uint8Array({ maxLength: 12 }) })
    .map(({ kind: [tag, vr], half }): ElementDescription => ({ tag, vr, bytes: new Uint8Array([...half, ...half]) }));
  // Standard sequences have no VR of their own in implicit files: there UN is for private ones only.
  const kinds = sequences.filter(([tag, vr]) => isExplicit || vr === 'SQ' || tag === 0x00091010);
  const element =
    depth === 0
      ? leaf
      : fc.oneof(
          { weight: 3, arbitrary: leaf },
          {
            weight: 1,
            arbitrary: fc.constantFrom(...kinds).chain(([tag, vr]) =>
              fc
                .array(dataset(isExplicit && vr !== 'UN', depth - 1), {
                  minLength: vr === 'UN' ? 1 : 0,
                  maxLength: 3,
                })
                .map((items): ElementDescription => ({ tag, vr, items })),
            ),
          },
        );
  return fc
    .uniqueArray(element, { selector: (one) => one.tag, maxLength: 6 })
    .map((elements) => [...elements].sort((one, other) => one.tag - other.tag));
}
