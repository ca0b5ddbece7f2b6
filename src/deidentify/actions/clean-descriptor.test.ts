import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { type DeidentifiedBytes, deidentifyBytes, type TestRun } from '../../testing/deidentify-bytes.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const head: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: [ct] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
];
const options: TestRun = { preset: 'ps315-basic', options: ['cleanDescriptors'] };

function run(elements: readonly ElementDescription[], testRun: TestRun = options): DeidentifiedBytes {
  const sorted = [...head, ...elements].sort((one, other) => one.tag - other.tag);
  const result = deidentifyBytes(buildFile(sorted), testRun);
  expect(result.checked.holds).toEqual([]);
  return result;
}

function textsOf({ output }: DeidentifiedBytes, tag: number): readonly string[] | null {
  const element = output.elements.tags.indexOf(tag);
  return element < 0 ? null : readText(output, element);
}

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('Clean Descriptors', () => {
  it.each<[string, ElementDescription, readonly string[] | null]>([
    ['keeps what is safe, byte for byte', { tag: 0x0008103e, vr: 'LO', values: ['Thorax 5.0'] }, ['Thorax 5.0']],
    ['cleans each value by itself', { tag: 0x00102110, vr: 'LO', values: ['contrast', 'Smith'] }, ['contrast']],
    ['keeps the lines of a long text', { tag: 0x00204000, vr: 'LT', values: ['head\nSmith\nT2'] }, ['head\nT2']],
    ['takes away under X when nothing is left', { tag: 0x00081030, vr: 'LO', values: ['Smith'] }, null],
    [
      'names a structure by its place when nothing is left',
      { tag: 0x30060026, vr: 'LO', values: ['Smith'] },
      ['ROI 1'],
    ],
    ['puts a dummy under D when nothing is left', { tag: 0x30060002, vr: 'SH', values: ['Smith'] }, ['REMOVED']],
    ['settles a compound code as without the option', { tag: 0x00181030, vr: 'LO', values: ['Smith'] }, ['REMOVED']],
    ['keeps a defined term of (0400,0565)', { tag: 0x04000565, vr: 'CS', values: ['COERCE'] }, ['COERCE']],
    ['replaces another coded value', { tag: 0x04000565, vr: 'CS', values: ['DRSMITH'] }, ['COERCE']],
    ['cannot clean bytes', { tag: 0x0016002b, vr: 'OB', bytes: new TextEncoder().encode('head') }, null],
    ['leaves an empty value', { tag: 0x0008103e, vr: 'LO', values: [] }, []],
  ])('%s', (_, element, expected) => {
    expect(textsOf(run([element]), element.tag)).toEqual(expected);
  });

  it('enters sequences: texts are cleaned, codes of local schemes go, those of public ones stay', () => {
    const code = (value: string, scheme: string, meaning: string): ElementDescription[] => [
      { tag: 0x00080100, vr: 'SH', values: [value] },
      { tag: 0x00080102, vr: 'SH', values: [scheme] },
      { tag: 0x00080104, vr: 'LO', values: [meaning] },
    ];
    const result = run([
      {
        tag: 0x00081084,
        vr: 'SQ',
        items: [code('C71.9', 'I10', 'Brain tumor'), code('SMITH7', 'LOCAL', 'Smith knee')],
      },
    ]);
    const { output } = result;
    const texts = [...output.elements.tags].flatMap((tag, at) =>
      [0x00080100, 0x00080102, 0x00080104].includes(tag) && at > findElement(output, 0x00081084)
        ? [readText(output, at)[0]]
        : [],
    );
    expect(texts.slice(0, 6)).toEqual(['C71.9', 'I10', 'Brain tumor', 'REMOVED', '99NESCIO', 'knee']);
  });

  it('says in the changes what became of each word, and names the option', () => {
    const { plan } = run([{ tag: 0x0008103e, vr: 'LO', values: ['Thorax Smith'] }]);
    expect(plan.changes.find(({ tag }) => tag === 0x0008103e)).toMatchObject({
      action: 'C',
      reason: 'PS3.15 E.1-1 · Descriptors · C',
      after: 'Thorax',
      words: [
        { text: 'Thorax', isKept: true, why: 'vocabulary' },
        { text: 'Smith', isKept: false, why: 'unknown' },
      ],
    });
  });

  it('is part of QMENTA guarded, with its code, and of the other presets only when asked for', () => {
    const element: ElementDescription = { tag: 0x0008103e, vr: 'LO', values: ['Thorax'] };
    expect(textsOf(run([element], { preset: 'qmenta-guarded' }), element.tag)).toEqual(['Thorax']);
    expect(textsOf(run([element], { preset: 'ps315-basic' }), element.tag)).toBe(null);
    const { output } = run([element], { preset: 'qmenta-guarded' });
    const codes = [...output.elements.tags].flatMap((tag, at) => (tag === 0x00080100 ? [readText(output, at)[0]] : []));
    expect(codes).toEqual(['113100', '113103', '113104', '113105']);
  });

  it('reads the patient’s name in the character set of the file', () => {
    const result = run([
      { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 100'] },
      { tag: 0x0008103e, vr: 'LO', bytes: latin1('Fuß röntgen Kopf Köpf ') },
      { tag: 0x00100010, vr: 'PN', bytes: latin1('Kôpf^Eva') },
    ]);
    expect(textsOf(result, 0x0008103e)).toEqual(['Fuß röntgen']);
  });
});
