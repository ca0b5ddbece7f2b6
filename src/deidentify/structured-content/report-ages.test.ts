import { describe, expect, it } from 'vitest';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { OptionName, PresetId } from '../../profile/profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { casesOf } from '../../testing/cases.ts';
import { type DeidentifiedBytes, deidentifyBytes, type TestRun } from '../../testing/deidentify-bytes.ts';
import { isSubjectAge, speaksOfAge } from './age-concepts.ts';

type Item = readonly ElementDescription[];

function code(value: string, scheme: string, meaning: string): Item {
  return [
    { tag: 0x00080100, vr: 'SH', values: [value] },
    { tag: 0x00080102, vr: 'SH', values: [scheme] },
    { tag: 0x00080104, vr: 'LO', values: [meaning] },
  ];
}

const years = code('a', 'UCUM', 'year');
const number = (value: string): ElementDescription => ({ tag: 0x0040a30a, vr: 'DS', values: [value] });

function measured(name: Item, value: ElementDescription, unit: Item = years): Item {
  const units: ElementDescription = { tag: 0x004008ea, vr: 'SQ', items: [unit] };
  return [
    { tag: 0x0040a040, vr: 'CS', values: ['NUM'] },
    { tag: 0x0040a043, vr: 'SQ', items: [name] },
    { tag: 0x0040a300, vr: 'SQ', items: [value.tag < units.tag ? [value, units] : [units, value]] },
  ];
}

function report(items: readonly Item[], options: readonly OptionName[], more: TestRun = {}): DeidentifiedBytes {
  const file = buildFile([
    { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.88.33'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00100010, vr: 'PN', values: ['Roe^Jane'] },
    { tag: 0x0040a730, vr: 'SQ', items },
  ]);
  return deidentifyBytes(file, { ...more, options: ['cleanStructuredContent', ...options] });
}

function numbersOf({ output }: DeidentifiedBytes): readonly string[] {
  return [...output.elements.tags].flatMap((tag, at) => (tag === 0x0040a30a ? readText(output, at) : []));
}

const names: readonly (readonly [string, string, string])[] = [
  ['121033', 'DCM', 'Subject Age'],
  ['397669002', 'SCT', 'Age'],
  ['30525-0', 'LN', 'Age'],
  ['21612-7', 'LN', 'Reported'],
  ['F-00010', 'SRT', "Patient's age at exam"],
  ['L7', '99LOC', 'PatientAge'],
  ['L8', '99LOC', 'Alter des Patienten'],
  ['L9', '99LOC', 'Âge du patient'],
  ['L10', '99LOC', 'Edad'],
];

describe('the age of the patient in a report', () => {
  it.each(names)('goes as Subject Age does, named %s %s %s', (...name) => {
    for (const preset of ['ps315-basic', 'qmenta-guarded'] as const satisfies readonly PresetId[]) {
      expect(numbersOf(report([measured(code(...name), number('93'))], [], { preset }))).toEqual([]);
      expect(numbersOf(report([measured(code(...name), number('63'))], [], { preset }))).toEqual([]);
    }
  });

  it.each(names)('stays below 90 years under Retain Patient Characteristics, named %s %s %s', (...name) => {
    const items = ['89', '90', '1.2e2', 'ninety'].map((value) => measured(code(...name), number(value)));
    expect(numbersOf(report(items, ['retainPatientCharacteristics']))).toEqual(['89']);
  });

  it('is read in months, weeks and days, and as a number of another VR', () => {
    const age = code('397669002', 'SCT', 'Age');
    const items = [
      measured(age, number('1079'), code('mo', 'UCUM', 'month')),
      measured(age, number('1080'), code('mo', 'UCUM', 'month')),
      measured(age, number('4800'), code('wk', 'UCUM', 'week')),
      measured(age, number('34000'), code('d', 'UCUM', 'day')),
      measured(age, number('95'), code('J', '99LOC', 'Jahre')),
      measured(age, { tag: 0x0040a161, vr: 'FD', values: [93] }),
    ];
    const result = report(items, ['retainPatientCharacteristics']);
    expect(numbersOf(result)).toEqual(['1079']);
    expect([...result.output.elements.tags]).not.toContain(0x0040a161);
  });

  it('stays as it is when the profile wants no limit', () => {
    const items = [measured(code('30525-0', 'LN', 'Age'), number('93'))];
    const more: TestRun = { profile: { capsAges: false } };
    expect(numbersOf(report(items, ['retainPatientCharacteristics'], more))).toEqual(['93']);
  });
});

describe('other ages', () => {
  it('go from 90 years on, and any number of years that high', () => {
    const items = [
      measured(code('111520', 'DCM', 'Age at Menopause'), number('51')),
      measured(code('111538', 'DCM', 'Age at Occurrence'), number('93')),
      measured(code('X1', '99LOC', 'Zqx'), number('94')),
      measured(code('X2', '99LOC', 'Zqx'), number('12')),
      measured(code('18185-9', 'LN', 'Gestational Age'), number('39'), code('wk', 'UCUM', 'week')),
      measured(code('121206', 'DCM', 'Distance'), number('93'), code('mm', 'UCUM', 'mm')),
    ];
    expect(numbersOf(report(items, []))).toEqual(['51', '12', '39', '93']);
  });

  it('go in texts as well', () => {
    const text = (value: string): Item => [
      { tag: 0x0040a040, vr: 'CS', values: ['TEXT'] },
      { tag: 0x0040a043, vr: 'SQ', items: [code('X3', '99LOC', 'Age at onset')] },
      { tag: 0x0040a160, vr: 'UT', values: [value] },
    ];
    const { output } = report([text('93'), text('41')], []);
    const texts = [...output.elements.tags].flatMap((tag, at) => (tag === 0x0040a160 ? readText(output, at) : []));
    expect(texts).toEqual(['41']);
  });
});

it('takes no other word for an age', () => {
  const concept = (meaning: string) => ({ code: '', scheme: '', meaning });
  const others = ['Image', 'Average', 'Percentage', 'Dosage', 'Lineage', 'Agent', 'Stage', 'Alternative', 'Beta'];
  expect(others.filter((meaning) => speaksOfAge(concept(meaning)))).toEqual([]);
  expect(
    ['Gestational age', 'Bone age', 'Age at menopause'].filter((meaning) => isSubjectAge(concept(meaning))),
  ).toEqual([]);
});

describe('the shared cases', () => {
  it.each(casesOf('report-ages'))('$file', ({ file, read }) => {
    for (const options of [
      ['cleanStructuredContent'],
      ['cleanStructuredContent', 'retainPatientCharacteristics'],
    ] as const) {
      for (const preset of ['ps315-basic', 'qmenta-guarded'] as const) {
        const result = deidentifyBytes(read(), { preset, options });
        const text = new TextDecoder('latin1').decode(result.bytes);
        expect(text).not.toMatch(/Zqxforeign|ZQXFOREIGN|Foot|Long\b/);
        if (/Age_93/.test(file)) expect(numbersOf(result)).toEqual([]);
      }
    }
  });
});
