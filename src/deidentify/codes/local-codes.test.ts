import { describe, expect, it } from 'vitest';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { PresetId } from '../../profile/profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { casesOf } from '../../testing/cases.ts';
import { type DeidentifiedBytes, deidentifyBytes, type TestRun } from '../../testing/deidentify-bytes.ts';
import { usualElements } from '../../testing/run-with-options.ts';
import { isLoincCode, isSnomedConcept } from './check-digits.ts';
import { isOwnMeaning } from './own-meanings.ts';
import { isPublicCode } from './public-schemes.ts';
import { isUcumUnit } from './ucum.ts';

function code(value: string, scheme: string, meaning: string): readonly ElementDescription[] {
  return [
    { tag: 0x00080100, vr: 'SH', values: [value] },
    { tag: 0x00080102, vr: 'SH', values: [scheme] },
    { tag: 0x00080104, vr: 'LO', values: [meaning] },
  ];
}

function runWith(element: ElementDescription, run: TestRun = {}, transferSyntaxUid = '1.2.840.10008.1.2.1') {
  const elements = [...usualElements, element].sort((a, b) => a.tag - b.tag);
  return deidentifyBytes(buildFile(elements, { transferSyntaxUid }), run);
}

/** Value, designator and meaning, as the output has them. */
function codeIn({ output }: DeidentifiedBytes): readonly string[] {
  return [0x00080100, 0x00080102, 0x00080104].map((tag) => {
    const { tags, parents } = output.elements;
    // The codes that say how the file was de-identified are not those that it came with.
    const isOfMethod = (at: number) => tags[parents[parents[at]!]!] === 0x00120064;
    const at = [...tags].findIndex((found, row) => found === tag && !isOfMethod(row));
    return at < 0 ? '' : readText(output, at).join('\\');
  });
}

const presets: readonly PresetId[] = ['ps315-basic', 'qmenta-guarded'];

describe('a code of a local scheme', () => {
  it.each([
    ['View Code Sequence', 0x00540220],
    ['Contrast/Bolus Agent Sequence', 0x00180012],
    ['Anatomic Region Sequence', 0x00082218],
    ['Scheduled Protocol Code Sequence', 0x00400008],
    ['Primary Anatomic Structure Sequence, retired modifiers', 0x00082240],
    ['Series Description Code Sequence', 0x0008103f],
  ])('becomes a dummy in %s, on top level and nested, in every encoding', (_, tag) => {
    const sequence: ElementDescription = {
      tag,
      vr: 'SQ',
      items: [code('ZQX-77', '99ZQX', 'Zqxford brain by Dr Gross')],
    };
    const nested: ElementDescription = { tag: 0x00081140, vr: 'SQ', items: [[sequence]] };
    for (const syntax of [
      '1.2.840.10008.1.2',
      '1.2.840.10008.1.2.1',
      '1.2.840.10008.1.2.1.99',
      '1.2.840.10008.1.2.2',
    ]) {
      for (const preset of presets) {
        for (const element of [sequence, nested]) {
          expect(codeIn(runWith(element, { preset }, syntax))).toEqual(['REMOVED', '99NESCIO', 'brain']);
        }
      }
    }
  });

  it('is not made public by a designator that its value contradicts', () => {
    for (const scheme of ['DCM', 'SCT', 'SRT', 'LN', 'UCUM', 'FMA', 'RADLEX', 'I10', 'NCIt']) {
      const sequence: ElementDescription = { tag: 0x00081032, vr: 'SQ', items: [code('ZQX-77', scheme, 'brain')] };
      expect(codeIn(runWith(sequence))).toEqual(['REMOVED', '99NESCIO', 'brain']);
    }
  });

  it('goes when it stands in a long value, in a URN, or twice', () => {
    const item: readonly ElementDescription[] = [
      { tag: 0x00080100, vr: 'SH', values: ['113076', 'ZQX1'] },
      { tag: 0x00080102, vr: 'SH', values: ['DCM'] },
      { tag: 0x00080103, vr: 'SH', values: ['Zqxford'] },
      { tag: 0x00080104, vr: 'LO', values: ['Segmentation'] },
      { tag: 0x0008010f, vr: 'CS', values: ['ZQXLIST'] },
      { tag: 0x00080119, vr: 'UC', values: ['ZQX2'] },
      { tag: 0x00080120, vr: 'UR', values: ['urn:zqxford:3'] },
    ];
    const { bytes } = runWith({ tag: 0x00081032, vr: 'SQ', items: [item] });
    expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/zqx/i);
  });

  it('stays where an option keeps the sequence, and under the published table', () => {
    const institution: ElementDescription = {
      tag: 0x00080082,
      vr: 'SQ',
      items: [code('K1', '99KH', 'Clinic of brain')],
    };
    expect(codeIn(runWith(institution, { options: ['retainInstitutionIdentity'] }))).toEqual([
      'K1',
      '99KH',
      'Clinic of brain',
    ]);
    const procedure: ElementDescription = { tag: 0x00081032, vr: 'SQ', items: [code('K1', '99KH', 'Zqx')] };
    expect(codeIn(runWith(procedure, { preset: 'qmenta' }))).toEqual(['K1', '99KH', 'Zqx']);
  });
});

describe('a code of a public scheme', () => {
  it.each([
    ['113076', 'DCM', 'Segmentation'],
    ['MR', 'DCM', 'Magnetic Resonance'],
    ['T-A0100', 'SRT', 'Brain'],
    ['12738006', 'SCT', 'Brain'],
    ['18785-6', 'LN', 'Indications for Procedure'],
    ["[hnsf'U]", 'UCUM', 'Hounsfield unit'],
    ['en-US', 'RFC5646', 'English'],
    ['a', 'UCUM', 'year'],
  ])('stays with its meaning: %s %s %s', (value, scheme, meaning) => {
    const sequence: ElementDescription = { tag: 0x00081032, vr: 'SQ', items: [code(value, scheme, meaning)] };
    for (const preset of presets) expect(codeIn(runWith(sequence, { preset }))).toEqual([value, scheme, meaning]);
  });

  it('loses words of its meaning that are not its own', () => {
    const sequence: ElementDescription = {
      tag: 0x00081032,
      vr: 'SQ',
      items: [code('12738006', 'SCT', 'Brain Zqxford')],
    };
    expect(codeIn(runWith(sequence))).toEqual(['12738006', 'SCT', 'Brain']);
  });
});

describe('forms of codes', () => {
  it('knows a concept of SNOMED CT by its check digit', () => {
    expect(['12738006', '39607008', '397669002', '111002'].every(isSnomedConcept)).toBe(true);
    expect(['12738007', '123456', '19370418', 'ZQXFOREIGN99', ''].some(isSnomedConcept)).toBe(false);
  });

  it('knows a code of LOINC by its check digit', () => {
    expect(['30525-0', '18785-6', '11524-0'].every(isLoincCode)).toBe(true);
    expect(['30525-1', '735194-2', 'KH-4711', ''].some(isLoincCode)).toBe(false);
  });

  it('knows units of UCUM, and no word as one', () => {
    const units = [
      'mm',
      'um2/s',
      '10*23/ml',
      'g/ml{SUVlbm(James128)}',
      'mm[Hg]',
      '/min',
      '{counts}/s',
      '1',
      '%',
      'ml/[100]g/min',
      'dyn.s.cm-5/m2',
    ];
    expect(units.filter((unit) => !isUcumUnit(unit))).toEqual([]);
    expect(['Zqxforeign', '{Zqxforeign}', '[Zqx]', '19370418', 'KH-4711', ''].filter(isUcumUnit)).toEqual([]);
  });

  it('takes no inherited name of an object for a scheme or a code', () => {
    expect(isPublicCode('constructor', '1')).toBe(false);
    expect(isOwnMeaning('__proto__', 'toString', 'x')).toBe(false);
    expect(isOwnMeaning('DCM', 'constructor', 'x')).toBe(false);
  });
});

describe('the shared cases', () => {
  it.each(casesOf('local-codes'))('$file', ({ read }) => {
    for (const preset of presets) {
      const { bytes } = deidentifyBytes(read(), { preset });
      expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/KH-4711|99LOC|Zqxforeign|Anna/);
    }
  });
});
