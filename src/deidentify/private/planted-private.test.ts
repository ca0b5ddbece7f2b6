import { describe, expect, it } from 'vitest';
import { attributePath, valueBytes } from '../../dicom/dataset-access.ts';
import { numericVr } from '../../dicom/numeric-vr.ts';
import { isPrivate, tagOf } from '../../dicom/tag.ts';
import { explicitVrLittleEndianUid, implicitVrLittleEndianUid } from '../../dicom/transfer-syntax.ts';
import { readNumbers } from '../../dicom/value-codec.ts';
import type { Vr } from '../../dicom/vr.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { type SafePrivateAttribute, safePrivateAttributes } from '../../profile/safe-private.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';

/** Whoever the file is about, in text and as numbers. */
const patient: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00080020, vr: 'DA', values: ['20230917'] },
  { tag: 0x00080050, vr: 'SH', values: ['7734421'] },
  { tag: 0x00100010, vr: 'PN', values: ['Zquimper^Anna'] },
  { tag: 0x00100020, vr: 'LO', values: ['KH-552817'] },
  { tag: 0x00100030, vr: 'DA', values: ['19640302'] },
  { tag: 0x00102154, vr: 'SH', values: ['+45 3312 4567'] },
  { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.771103.2'] },
  { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.771103.3'] },
];
const texts = ['Zquimper', 'ZQUIMPER^ANNA', 'KH-552817', '19640302', '1964-03-02', '7734421', '4533124567'];
const numbers = [552817, 19640302, 2031964, 640302, 7734421, 33124567, 4533124567];

const chunkLength = 24;

type Way = { readonly vr: Vr; readonly what: string | number };

/** Every way of planting: a VR and what is written in it; all of it in the VRs that hold most. */
const explicitWays: readonly Way[] = [
  ...(['LO', 'UN'] as const).flatMap((vr) => texts.map((what) => ({ vr, what }))),
  ...(['CS', 'SH', 'DS', 'UI', 'DT'] as const).flatMap((vr) => [
    { vr, what: texts[0]! },
    { vr, what: texts[3]! },
  ]),
  ...(['FD', 'FL', 'SL', 'UL', 'DS', 'IS'] as const).flatMap((vr) =>
    numbers.filter((one) => holds(vr, one)).map((what) => ({ vr, what })),
  ),
];

/** Without VRs only the bytes differ. */
const implicitWays = explicitWays.filter(({ vr }) => ['LO', 'FL'].includes(vr));

function holds(vr: Vr, value: number): boolean {
  const numeric = numericVr(vr);
  if (numeric === null) return vr === 'DS' || vr === 'IS';
  return numeric.range === null || (BigInt(value) >= numeric.range.least && BigInt(value) <= numeric.range.most);
}

function describeElement(tag: number, vr: Vr, what: string | number): ElementDescription {
  if (typeof what === 'number' && numericVr(vr) !== null) return { tag, vr, values: [what] };
  const text = `${what}`;
  return { tag, vr, bytes: new TextEncoder().encode(text.length % 2 === 0 ? text : `${text} `) };
}

/** Some fields of one creator and group, so that a file has one block. */
const chunks = [...new Set(safePrivateAttributes.map(blockOf))].flatMap((block) => {
  const all = safePrivateAttributes.filter((attribute) => blockOf(attribute) === block);
  const count = Math.ceil(all.length / chunkLength);
  return Array.from({ length: count }, (_, n) => all.slice(n * chunkLength, (n + 1) * chunkLength));
});

function blockOf({ creator, group }: SafePrivateAttribute): string {
  return `${group} ${creator}`;
}

describe('identifiers planted in every private field that may stay', () => {
  it.each([
    [explicitVrLittleEndianUid, explicitWays],
    [implicitVrLittleEndianUid, implicitWays],
  ] as const)(
    'leave in none of them (%s)',
    (transferSyntaxUid, ways) => {
      let planted = 0;
      for (const chunk of chunks) {
        for (const { vr, what } of ways) planted += plantAndCheck(chunk, vr, what, transferSyntaxUid);
      }
      console.info(`${planted} identifiers planted in ${safePrivateAttributes.length} private fields: 0 out`);
      expect(planted).toBeGreaterThan(5_000);
    },
    300_000,
  );
});

function plantAndCheck(
  chunk: readonly SafePrivateAttribute[],
  vr: Vr,
  what: string | number,
  transferSyntaxUid: string,
): number {
  const { creator, group } = chunk[0]!;
  const own: readonly ElementDescription[] = [
    { tag: tagOf(group, 0x10), vr: 'LO', values: [creator] },
    ...chunk.map(({ element }) => describeElement(tagOf(group, 0x1000 | element), vr, what)),
  ];
  const file = buildFile(
    [...patient, ...own].sort((a, b) => a.tag - b.tag),
    { transferSyntaxUid },
  );
  const { output, checked } = deidentifyBytes(file, { options: ['retainSafePrivate'] });
  const held = new Set(checked.holds.map(({ path }) => path));
  for (let at = 0; at < output.elements.count; at++) {
    const path = attributePath(output, at);
    if (!isPrivate(output.elements.tags[at]!) || held.has(path)) continue;
    const left = new TextDecoder('latin1').decode(valueBytes(output, at) ?? new Uint8Array(0)).toLowerCase();
    const where = `${creator} ${path} ${vr}`;
    expect(
      texts.filter((text) => left.includes(text.toLowerCase())),
      where,
    ).toEqual([]);
    expect(
      readNumbers(output, at).filter((number) => numbers.includes(Math.abs(number))),
      where,
    ).toEqual([]);
  }
  return chunk.length;
}
