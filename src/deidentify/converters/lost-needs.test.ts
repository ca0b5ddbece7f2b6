import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { OptionName } from '../../profile/profile.ts';
import { buildCsa } from '../../testing/build-csa.ts';
import { tryIndexBytes } from '../../testing/build-dataset.ts';
import { casesOf } from '../../testing/cases.ts';
import { deidentifyBytes, type TestRun } from '../../testing/deidentify-bytes.ts';
import { unstated } from '../../testing/pixel-statements.ts';
import { creator, runPrivate } from '../../testing/run-private.ts';

const mosaic: readonly ElementDescription[] = [
  { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOSAIC'] },
  creator(0x00190011, 'SIEMENS MR HEADER'),
  { tag: 0x0019110a, vr: 'US', values: [51] },
  { tag: 0x0019110c, vr: 'IS', values: ['1000'] },
  creator(0x00290010, 'SIEMENS CSA HEADER'),
  {
    tag: 0x00291010,
    vr: 'OB',
    bytes: buildCsa([{ name: 'SliceNormalVector', vr: 'FD', values: ['0.0', '0.0', '-1.0'] }]),
  },
];
const grid: readonly ElementDescription[] = [
  creator(0x00650010, 'Image Private Header'),
  { tag: 0x00651050, vr: 'DS', values: ['20'] },
  { tag: 0x00651051, vr: 'SQ', items: [[{ tag: 0x00200032, vr: 'DS', values: ['1', '2', '3'] }]] },
];

function planOf(elements: readonly ElementDescription[], options: readonly OptionName[] = [], more: TestRun = {}) {
  const { plan } = runPrivate(elements, { options, ...more });
  return {
    holds: plan.holds.filter(({ kind }) => kind === 'geometry-change'),
    findings: plan.findings.filter(({ code }) => code === 'needed-by-converters'),
    codes: plan.findings.map(({ code }) => code),
  };
}

describe('geometry that stands in private data', () => {
  it.each([
    ['a mosaic', mosaic, '(0029,1010)'],
    ['a mosaic without CSA header', mosaic.slice(0, 4), '(0019,110A)'],
    ['a grid', grid, '(0065,1050)'],
  ])('holds %s where it goes, and says the way on', (_, elements, path) => {
    const { holds } = planOf(elements);
    expect(holds).toMatchObject([{ isReleasable: true, path }]);
    expect(holds[0]?.reason).toContain('Retain Safe Private keeps it');
    expect(planOf(elements, ['retainSafePrivate'])).toMatchObject({ holds: [], findings: [] });
  });

  it('holds a mosaic whose CSA header cannot be read under Retain Safe Private too', () => {
    const broken = mosaic.map((element) =>
      element.tag === 0x00291010 ? ({ ...element, bytes: new Uint8Array(400) } as ElementDescription) : element,
    );
    expect(planOf(broken, ['retainSafePrivate']).holds[0]?.reason).toContain('an own rule can keep it');
  });

  it('lets it through with a finding when a person has released it', () => {
    const release = { reason: 'Not needed', pixels: unstated, atIso: '2026-01-01T00:00:00Z', shown: '' };
    const released = planOf(mosaic, [], { release });
    expect(released.holds).toEqual([]);
    expect(released.codes).toContain('released-geometry-change');
  });

  it('holds nothing else with a CSA header', () => {
    const plain = mosaic.filter(({ tag }) => tag !== 0x00080008 && tag !== 0x0019110a);
    expect(planOf(plain).holds).toEqual([]);
    expect(planOf(plain).findings.map(({ path }) => path)).toEqual(['(0019,110C)', '(0029,1010)']);
  });
});

describe('what converters need', () => {
  it.each([
    ['b-value', 'Philips Imaging DD 001', 0x20011003, { vr: 'FL', values: [1000] }],
    ['scale factor', 'Philips MR Imaging DD 001', 0x2005100e, { vr: 'FL', values: [1.28] }],
    ['slice timing', 'GEMS_RELA_01', 0x0021105e, { vr: 'DS', values: ['0.5'] }],
    ['phase encoding', 'SIEMENS MR SDI 02', 0x0021111c, { vr: 'IS', values: ['1'] }],
    ['gradient direction', 'Image Private Header', 0x00651037, { vr: 'FD', values: [0, 0, 1] }],
    ['tracer', 'GEMS_PETD_01', 0x00091038, { vr: 'FL', values: [312] }],
  ] as const)('is found before it goes: %s of %s', (what, name, tag, value) => {
    const block = (tag & 0xffff0000) + ((tag >>> 8) & 0xff);
    const elements = [creator(block >>> 0, name), { tag, ...value } as ElementDescription];
    const { findings } = planOf(elements);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(what);
    expect(findings[0]?.message).toContain('Retain Safe Private keeps it');
    expect(planOf(elements, ['retainSafePrivate']).findings).toEqual([]);
  });

  it('is told once for each kind, whatever the number of elements', () => {
    const items = Array.from({ length: 300 }, () => [
      creator(0x20010010, 'Philips Imaging DD 001'),
      { tag: 0x20011003, vr: 'FL', values: [1000] } as const,
    ]);
    expect(planOf([{ tag: 0x52009230, vr: 'SQ', items }]).findings).toHaveLength(1);
  });

  it.each([
    ['CTP 1.5s TTP', [], 1],
    ['CTP 1.5s TTP', ['retainModifiedDates'], 0],
    ['CTP 1.5s TTP', ['retainFullDates'], 0],
    ['CT Thorax', [], 0],
  ] as const)('is the time of a series over time: %s %o', (description, options, count) => {
    const elements: readonly ElementDescription[] = [
      { tag: 0x00080020, vr: 'DA', values: ['20230917'] },
      { tag: 0x00080032, vr: 'TM', values: ['101800.5'] },
      { tag: 0x00080060, vr: 'CS', values: ['CT'] },
      { tag: 0x0008103e, vr: 'LO', values: [description] },
    ];
    expect(planOf(elements, options).findings).toHaveLength(count);
    const position: ElementDescription = { tag: 0x00200100, vr: 'IS', values: ['1'] };
    expect(planOf([...elements, position], options).findings).toEqual([]);
  });

  it('is the clock of each slice of a grid', () => {
    const timed: readonly ElementDescription[] = [
      ...grid.slice(0, 2),
      { tag: 0x00080020, vr: 'DA', values: ['20230917'] },
      { tag: 0x00080060, vr: 'CS', values: ['MR'] },
      { tag: 0x00651051, vr: 'SQ', items: [[{ tag: 0x00080032, vr: 'TM', values: ['101800.5'] }]] },
    ];
    expect(planOf(timed, ['retainSafePrivate'])).toMatchObject({
      holds: [],
      findings: [{ path: '(0065,1051)[0].(0008,0032)' }],
    });
    expect(planOf(timed, ['retainSafePrivate', 'retainModifiedDates']).findings).toEqual([]);
  });

  it.each(casesOf('converters').filter(({ file }) => file.includes('perfusion')))('$file: $expect', ({ read }) => {
    const { plan } = deidentifyBytes(read());
    const found = plan.findings.filter(({ code }) => code === 'needed-by-converters');
    expect(found).toMatchObject([{ path: '(0008,002A)' }]);
  });

  it.each(casesOf('converters').filter(({ file }) => file.includes('pet-')))('$file: $expect', ({ read }) => {
    const neuroimaging: readonly OptionName[] = [
      'retainSafePrivate',
      'retainModifiedDates',
      'retainPatientCharacteristics',
    ];
    expect(deidentifyBytes(read()).plan.findings.map(({ code }) => code)).toContain('needed-by-converters');
    const { bytes, plan } = deidentifyBytes(read(), { options: neuroimaging });
    expect(plan.findings.filter(({ code }) => code === 'needed-by-converters')).toEqual([]);
    // The day of the study and the day before.
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text.includes('20230917') || text.includes('20230916')).toBe(false);
  });
});

const converters = resolve(process.env['NESCIO_CONVERTERS'] ?? '../shared/corpus/converters');
const hasConverters = existsSync(converters);
if (!hasConverters) console.warn(`SKIPPED: no series at ${converters}; set NESCIO_CONVERTERS to run over them.`);

describe.skipIf(!hasConverters)('the default profile over whole series', () => {
  it.each([
    ['mosaic/In/ep2d_Asc_HF_10', 'geometry-change'],
    ['uih/In/DTI_134434/dti_tra_dir16_PA_SaveBySlc__135612', 'geometry-change'],
    ['nih/In/20180918GE/mr_0004', 'needed-by-converters'],
    ['nih/In/20180918Si/mr_0003', 'geometry-change'],
    ['philips_dwi/In/cl/DICOM', 'needed-by-converters'],
    ['xa60/In/XA61/DICOM/24100310/14440000', 'needed-by-converters'],
  ])('says before anything is saved what %s would lose: %s', (folder, expected) => {
    const path = join(converters, folder);
    const images = readdirSync(path)
      .map((name) => join(path, name))
      .filter((file) => statSync(file).isFile())
      .map((file) => new Uint8Array(readFileSync(file)))
      .filter(isImage)
      .slice(0, 3);
    expect(images.length).toBeGreaterThan(0);
    const codes = images.map((bytes) => {
      const { plan } = deidentifyBytes(bytes, { preset: 'qmenta-guarded' });
      return [...plan.holds.map(({ kind }) => kind), ...plan.findings.map(({ code }) => code)];
    });
    for (const found of codes) expect(found).toContain(expected);
  });
});

function isImage(bytes: Uint8Array): boolean {
  const indexed = tryIndexBytes(bytes);
  return indexed.kind === 'indexed' && findElement(indexed, 0x7fe00010) >= 0;
}
