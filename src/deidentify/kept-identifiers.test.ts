import { describe, expect, it } from 'vitest';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { gapRows } from '../profile/rule-data.ts';
import { tagsOfRow } from '../profile/rule-set.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { casesOf } from '../testing/cases.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { usualElements } from '../testing/run-with-options.ts';

const presets = ['ps315-basic', 'qmenta-guarded'] as const;
const syntaxes = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2'] as const;

function runWith(elements: readonly ElementDescription[], preset: (typeof presets)[number], transferSyntaxUid: string) {
  const tags = new Set(elements.map(({ tag }) => tag));
  const all = [...usualElements.filter(({ tag }) => !tags.has(tag)), ...elements].sort((a, b) => a.tag - b.tag);
  return deidentifyBytes(buildFile(all, { transferSyntaxUid }), { preset });
}

function values(output: IndexedDataset, tag: number): readonly string[] {
  return [...output.elements.tags].flatMap((found, at) => (found === tag ? readText(output, at) : []));
}

/** Rows of attributes that hold text, each with one of its tags. */
const rows = gapRows.flatMap((row) => {
  const tag = tagsOfRow(row).at(-1) ?? 0;
  const vr = lookUpAttribute(tag)?.vr;
  const isText = vr !== undefined && ['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'UR', 'CS', 'OB', 'OW'].includes(vr);
  return isText && row.action !== 'K' ? [{ ...row, tag, vr }] : [];
});

describe('an attribute that names somebody or something beyond the table', () => {
  it.each(rows)('goes on every level, in every encoding: $name $id', ({ tag, vr }) => {
    const element: ElementDescription = { tag, vr, bytes: new TextEncoder().encode('ZQXFOREIGN') };
    const nested: ElementDescription = { tag: 0x00081140, vr: 'SQ', items: [[element]] };
    for (const [n, syntax] of syntaxes.entries()) {
      const preset = presets[n % presets.length]!;
      const elements = tag < 0x00081140 ? [element, nested] : [nested, element];
      expect(new TextDecoder('latin1').decode(runWith(elements, preset, syntax).bytes)).not.toContain('ZQXFOREIGN');
    }
  });
});

describe('UIDs', () => {
  it.each([
    '1.2.840.10008.6.1.735194242',
    '1.2.840.10008.6.1.19370418.735194242',
    '1.2.840.10008.6.1.0',
    '1.2.840.10008.9.735194242.19370418',
    '1.2.840.10008.9.25',
    '1.2.840.10008.5.1.4.1.1.4.19370418',
    '1.2.840.10008.15.1.1.1',
  ])('that no table lists are replaced: %s', (uid) => {
    for (const preset of presets) {
      const elements: readonly ElementDescription[] = [
        { tag: 0x00081140, vr: 'SQ', items: [[{ tag: 0x00081155, vr: 'UI', values: [uid] }]] },
        { tag: 0x0020000d, vr: 'UI', values: [uid] },
        { tag: 0x00200052, vr: 'UI', values: [uid] },
      ];
      const { output } = runWith(elements, preset, syntaxes[1]);
      for (const tag of [0x00081155, 0x0020000d, 0x00200052]) expect(values(output, tag)).not.toContain(uid);
    }
  });

  it.each(['1.2.840.10008.6.1.1', '1.2.840.10008.6.1.925', '1.2.840.10008.9.1', '1.2.840.10008.15.1.1'])(
    'of the standard stay: %s',
    (uid) => {
      const { output } = runWith([{ tag: 0x00200052, vr: 'UI', values: [uid] }], 'ps315-basic', syntaxes[1]);
      expect(values(output, 0x00200052)).toEqual([uid]);
    },
  );

  it('of coding schemes and contexts stay when the standard has them', () => {
    const item: readonly ElementDescription[] = [
      { tag: 0x0008010c, vr: 'UI', values: ['2.16.840.1.113883.6.96'] },
      { tag: 0x00080117, vr: 'UI', values: ['1.2.840.10008.6.1.19'] },
    ];
    const local: readonly ElementDescription[] = [
      { tag: 0x0008010c, vr: 'UI', values: ['1.2.276.0.76.3.1.78.99'] },
      { tag: 0x00080117, vr: 'UI', values: ['1.2.276.0.76.3.1.78.98'] },
    ];
    const { output } = runWith([{ tag: 0x00080110, vr: 'SQ', items: [item, local] }], 'ps315-basic', syntaxes[1]);
    expect(values(output, 0x0008010c)[0]).toBe('2.16.840.1.113883.6.96');
    expect(values(output, 0x00080117)[0]).toBe('1.2.840.10008.6.1.19');
    expect(
      [...values(output, 0x0008010c), ...values(output, 0x00080117)].filter((uid) => uid.startsWith('1.2.276')),
    ).toEqual([]);
  });
});

it('takes entity identifiers out of sequences that no rule names', () => {
  const entity: readonly ElementDescription[] = [
    { tag: 0x00400031, vr: 'UT', values: ['ZQXKLINIK'] },
    { tag: 0x00400032, vr: 'UT', values: ['1.2.276.0.76.3.1.78.99'] },
    { tag: 0x00400033, vr: 'CS', values: ['ISO'] },
  ];
  for (const preset of presets) {
    const { bytes } = runWith([{ tag: 0x00400515, vr: 'SQ', items: [entity] }], preset, syntaxes[1]);
    expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/ZQXKLINIK|1\.2\.276/);
  }
});

describe('the shared cases', () => {
  it.each(casesOf('kept-identifiers'))('$file', ({ read }) => {
    for (const preset of presets) {
      const { plan, checked, bytes } = deidentifyBytes(read(), { preset });
      if (plan.holds.length + checked.holds.length > 0) continue;
      expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(
        /Zqx|ZQX|FOREIGN99881|735194242|19370418|PLACER88231|FILLER77123|1\.2\.276\.0\.76/,
      );
    }
  });
});
