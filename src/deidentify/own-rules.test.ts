import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { ownRuleProblem } from '../profile/own-rule-problem.ts';
import type { OwnDecision, OwnRule, PresetId, RuleSelector } from '../profile/profile.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';

const file = buildFile([
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.7'] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
  { tag: 0x00080050, vr: 'SH', values: ['ACC-417'] },
  { tag: 0x00080060, vr: 'CS', values: ['OT'] },
  { tag: 0x00080070, vr: 'LO', values: ['Maker'] },
  { tag: 0x00080080, vr: 'LO', values: ['Saint Nowhere'] },
  {
    tag: 0x00081140,
    vr: 'SQ',
    items: [
      [
        { tag: 0x00080080, vr: 'LO', values: ['Saint Elsewhere'] },
        { tag: 0x00081155, vr: 'UI', values: ['1.2.999.7'] },
      ],
    ],
  },
  { tag: 0x00090010, vr: 'LO', values: ['ACME 1.1'] },
  { tag: 0x00090011, vr: 'LO', values: ['OTHER'] },
  { tag: 0x00091001, vr: 'LO', values: ['kept by creator'] },
  { tag: 0x00091002, vr: 'UI', values: ['1.2.999.8'] },
  { tag: 0x00091101, vr: 'LO', values: ['of another block'] },
  { tag: 0x00100010, vr: 'PN', values: ['PLANTED^ANNA'] },
  { tag: 0x00100020, vr: 'LO', values: ['PAT-417'] },
  { tag: 0x00101030, vr: 'DS', values: ['71'] },
  { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
  { tag: 0x00280006, vr: 'US', values: ['0'] },
]);

const keyword = (name: string): RuleSelector => ({ kind: 'keyword', keyword: name });
const creator = (text: string): RuleSelector => ({ kind: 'private-creator', creator: text });

function run(rules: readonly (readonly [RuleSelector, OwnDecision])[], preset: PresetId = 'ps315-basic') {
  const ownRules = rules.map(([selector, decision]): OwnRule => ({ selector, decision }));
  const result = deidentifyBytes(file, { preset, profile: { ownRules } });
  // A pattern that keeps says nothing of a single attribute, so what it keeps of the patient still holds the file.
  const isWide = rules.some(([{ kind }, decision]) => kind === 'pattern' && decision.kind === 'keep');
  expect(
    result.checked.holds.map(({ kind }) => kind).filter((kind) => !isWide || kind !== 'residual-identifier'),
  ).toEqual([]);
  return result;
}

function changeOf({ plan }: ReturnType<typeof run>, tag: number) {
  return plan.changes.find((change) => change.tag === tag);
}

function has(output: IndexedDataset, tag: number): boolean {
  return findElement(output, tag) >= 0;
}

describe('own rules', () => {
  it.each<[OwnDecision, string | null, string]>([
    [{ kind: 'keep' }, 'Saint Nowhere', 'Own rule · K'],
    [{ kind: 'remove' }, null, 'Own rule · X'],
    [{ kind: 'empty' }, '', 'Own rule · Z'],
    [{ kind: 'dummy' }, 'REMOVED', 'Own rule · D'],
    [{ kind: 'replace', value: 'SITE 01' }, 'SITE 01', 'Own rule · own value · D'],
  ])('carry out %j and say so', (decision, expected, reason) => {
    const result = run([[keyword('InstitutionName'), decision]]);
    expect(has(result.output, 0x00080080) ? readSingleText(result.output, 0x00080080) : null).toBe(expected);
    expect(changeOf(result, 0x00080080)?.reason).toBe(reason);
  });

  it('reach into items, and into what the preset would replace by dummies', () => {
    const { output } = run([[{ kind: 'tag', tag: '00080080' }, { kind: 'keep' }]]);
    const all = Array.from({ length: output.elements.count }, (_, n) => n);
    const found = all.filter((n) => output.elements.tags[n] === 0x00080080).map((n) => readText(output, n)[0]);
    expect(found).toContain('Saint Elsewhere');
  });

  it('take a value that is there already without a fault', () => {
    const { output } = run([[keyword('Manufacturer'), { kind: 'replace', value: 'Maker' }]]);
    expect(readSingleText(output, 0x00080070)).toBe('Maker');
  });

  it('write several values where the attribute has several', () => {
    const { output } = run([[keyword('Modality'), { kind: 'replace', value: 'OT\\SC' }]]);
    expect(readText(output, findElement(output, 0x00080060))).toEqual(['OT', 'SC']);
  });

  it('keep a block by its creator, the creator with it, and no other block', () => {
    const { output } = run([[creator('ACME 1.1'), { kind: 'keep' }]]);
    expect(readSingleText(output, 0x00091001)).toBe('kept by creator');
    expect(readSingleText(output, 0x00090010)).toBe('ACME 1.1');
    expect(has(output, 0x00091101)).toBe(false);
    expect(has(output, 0x00090011)).toBe(false);
  });

  it('remove a block by its creator where the preset keeps it', () => {
    const { output } = run([[creator('ACME 1.1'), { kind: 'remove' }]]);
    expect(has(output, 0x00090010)).toBe(false);
    expect(has(output, 0x00091001)).toBe(false);
  });

  it('replace the UIDs of a block and pass over its other values', () => {
    const { output } = run([[creator('ACME 1.1'), { kind: 'replace-uid' }]]);
    expect(readSingleText(output, 0x00091002)).toMatch(/^2\.25\./);
    expect(readSingleText(output, 0x00090010)).toBe('ACME 1.1');
    expect(has(output, 0x00091001)).toBe(false);
  });

  it('prefer an exact attribute to a pattern, and the first pattern to the next', () => {
    const rules = [
      [{ kind: 'pattern', pattern: '000800xx' }, { kind: 'empty' }],
      [{ kind: 'pattern', pattern: '0008xxxx' }, { kind: 'remove' }],
      [keyword('InstitutionName'), { kind: 'dummy' }],
    ] as const;
    const result = run(rules);
    expect(changeOf(result, 0x00080050)?.reason).toBe('Own rule · Z');
    expect(changeOf(result, 0x00081140)?.reason).toBe('Own rule · X');
    expect(changeOf(result, 0x00080080)?.reason).toBe('Own rule · D');
    // What no file can be without stays out of every pattern's reach.
    expect(readSingleText(result.output, 0x00080016)).toBe('1.2.840.10008.5.1.4.1.1.7');
    expect(readSingleText(result.output, 0x00080018)).toMatch(/^2\.25\./);
  });

  it('leave Patient ID, pixel description and private elements out of the widest pattern', () => {
    const { output, checked } = run([[{ kind: 'pattern', pattern: 'xxxxxxxx' }, { kind: 'keep' }]]);
    expect(checked.holds.map(({ path }) => path)).toContain('(0008,0050)');
    expect(readSingleText(output, 0x00100020)).toMatch(/^N-/);
    expect(has(output, 0x00280006)).toBe(true);
    expect(has(output, 0x00091001)).toBe(false);
    expect(readSingleText(output, 0x00101030)).toBe('71');
  });

  it('have no effect on the published table', () => {
    const result = run([[keyword('Manufacturer'), { kind: 'remove' }]], 'qmenta');
    expect(has(result.output, 0x00080070)).toBe(true);
  });
});

describe('own rules that keep more than the Basic Profile', () => {
  const elementsOf = (output: IndexedDataset): readonly string[] => [
    readSingleText(output, 0x00120062),
    readText(output, findElement(output, 0x00120063)).join(' '),
    has(output, 0x00120064) ? 'codes' : 'no codes',
  ];

  it.each<[string, RuleSelector, OwnDecision]>([
    ['keep an attribute of the table', keyword('InstitutionName'), { kind: 'keep' }],
    ['keep an attribute beyond the table', keyword('DateOfSecondaryCapture'), { kind: 'keep' }],
    ['clean what is removed', keyword('InstitutionName'), { kind: 'clean' }],
    ['keep by pattern', { kind: 'pattern', pattern: '0028xxxx' }, { kind: 'keep' }],
    ['keep a private block', creator('NOBODY'), { kind: 'keep' }],
  ])('claim nothing when they %s', (_, selector, decision) => {
    const { output, plan } = run([[selector, decision]]);
    const [identityRemoved, method, codes] = elementsOf(output);
    expect(identityRemoved).toBe('NO');
    expect(method).toContain('own rules keep more than PS3.15 Basic');
    expect(codes).toBe('no codes');
    expect(plan.findings.map(({ code }) => code)).toContain('own-rule-loosens');
  });

  it.each<[string, RuleSelector, OwnDecision]>([
    ['keep what is kept anyway', keyword('Modality'), { kind: 'keep' }],
    ['write an own value', keyword('InstitutionName'), { kind: 'replace', value: 'SITE 01' }],
    ['remove more', keyword('Manufacturer'), { kind: 'remove' }],
  ])('claim the profile when they %s', (_, selector, decision) => {
    const { output, plan } = run([[selector, decision]]);
    expect(elementsOf(output)[0]).toBe('YES');
    expect(elementsOf(output)[2]).toBe('codes');
    expect(plan.findings.map(({ code }) => code)).not.toContain('own-rule-loosens');
  });
});

const selectors: readonly RuleSelector[] = [
  ...['0008xxxx', '0009xxxx', '0010xxxx', '00xx0010', 'xxxxxxxx', 'xxxx1155'].map(
    (pattern): RuleSelector => ({ kind: 'pattern', pattern }),
  ),
  ...[
    'AccessionNumber',
    'Modality',
    'InstitutionName',
    'ReferencedImageSequence',
    'SOPInstanceUID',
    'PatientWeight',
  ].map(keyword),
  ...['ReferencedSOPInstanceUID', 'PatientID', 'SOPClassUID', 'BitsStored', 'StudyInstanceUID'].map(keyword),
  creator('ACME 1.1'),
  creator('OTHER'),
];
const decisions: readonly OwnDecision[] = [
  ...(['keep', 'remove', 'empty', 'dummy', 'replace-uid', 'clean'] as const).map((kind) => ({ kind })),
  { kind: 'replace', value: '1' },
];

describe('any own rules', () => {
  it('give a file that is as planned, with a new Patient ID and the UIDs that it needs', () => {
    const rule = fc.record({ selector: fc.constantFrom(...selectors), decision: fc.constantFrom(...decisions) });
    fc.assert(
      fc.property(
        fc.uniqueArray(rule, { maxLength: 6, selector: ({ selector }) => JSON.stringify(selector) }),
        (rules) => {
          const ownRules = rules.filter((each) => ownRuleProblem(each) === null);
          const { output, checked } = deidentifyBytes(file, { profile: { ownRules } });
          expect(checked.holds.map(({ kind }) => kind)).not.toContain('self-check');
          expect(readSingleText(output, 0x00100020)).toMatch(/^N-/);
          expect(readSingleText(output, 0x00080016)).toBe('1.2.840.10008.5.1.4.1.1.7');
          for (const uid of [0x00080018, 0x0020000d]) expect(readSingleText(output, uid)).toMatch(/^[\d.]+$/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** So that the file above is what the tests believe it is. */
describe('the same file without own rules', () => {
  it('loses what the tests keep', () => {
    const { output } = run([]);
    const gone: readonly ElementDescription['tag'][] = [0x00090010, 0x00091001];
    for (const tag of gone) expect(has(output, tag)).toBe(false);
    expect(readSingleText(output, 0x00080080)).not.toContain('Saint');
    expect(readSingleText(output, 0x00101030)).not.toBe('71');
  });
});
