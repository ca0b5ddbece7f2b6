import { describe, expect, it } from 'vitest';
import { findElement, valueBytes } from '../dicom/dataset-access.ts';
import { explicitVrBigEndianUid, implicitVrLittleEndianUid } from '../dicom/transfer-syntax.ts';
import { readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { creator, privateIn, runPrivate as run, siemensMr } from '../testing/run-private.ts';

describe('Table E.3.10-1 (PS3.15 E.3.10)', () => {
  it('is not used without the option', () => {
    expect(privateIn(run(siemensMr(0x10), { options: [] }).output)).toEqual([]);
  });

  it.each([0x10, 0x11, 0xfe])('finds safe elements by creator in whatever block was reserved: %i', (block) => {
    const { output, plan } = run(siemensMr(block));
    const hex = block.toString(16).toUpperCase();
    expect(privateIn(output)).toEqual([`(0019,00${hex})`, `(0019,${hex}0C)`, `(0019,${hex}0E)`]);
    expect(plan.changes.find(({ tag }) => tag === 0x00190008 + (block << 8))).toMatchObject({
      action: 'X',
      reason: 'PS3.15 E.3.10 · not known safe · X',
    });
  });

  it('reads the creator of the element, not that of another block', () => {
    const { output } = run([
      creator(0x00190010, 'ACME'),
      creator(0x00190011, 'SIEMENS MR HEADER'),
      { tag: 0x0019100c, vr: 'IS', values: ['1'] },
      { tag: 0x0019110c, vr: 'IS', values: ['2'] },
    ]);
    expect(privateIn(output)).toEqual(['(0019,0011)', '(0019,110C)']);
  });

  it.each(['SIEMENS MR HEADER 2', 'siemens mr header', 'SIEMENS  MR HEADER'])('wants the very creator: %s', (name) => {
    const { output } = run([creator(0x00190010, name), { tag: 0x0019100c, vr: 'IS', values: ['1'] }]);
    expect(privateIn(output)).toEqual([]);
  });

  it('removes elements without a creator, and creators without an element that stays (PS3.5 7.8.1)', () => {
    const { output } = run([
      { tag: 0x0019120c, vr: 'IS', values: ['1'] },
      { tag: 0x0019000c, vr: 'IS', values: ['1'] },
      creator(0x00190010, 'SIEMENS MR HEADER'),
      { tag: 0x00191008, vr: 'CS', values: ['IMAGE NUM 4'] },
      creator(0x00190011, 'SIEMENS MR HEADER'),
    ]);
    expect(privateIn(output)).toEqual([]);
  });

  it('leaves the kept bytes as they are', () => {
    const { input, output } = run(siemensMr(0x10));
    for (const tag of [0x00190010, 0x0019100c, 0x0019100e]) {
      expect(valueBytes(output, findElement(output, tag))).toEqual(valueBytes(input, findElement(input, tag)));
    }
  });

  it('replaces UIDs, and keeps them under Retain UIDs', () => {
    const quantification = [
      creator(0x00990010, 'NQHeader'),
      { tag: 0x00991002, vr: 'UI', values: ['1.2.999.3'] } as const,
    ];
    const { output } = run(quantification);
    const series = readText(output, findElement(output, 0x0020000e));
    expect(readText(output, findElement(output, 0x00991002))).toEqual(series);
    expect(series).not.toEqual(['1.2.999.3']);
  });

  it('holds a file whose safe text names the patient', () => {
    const { checked } = run([creator(0x00990010, 'NQHeader'), { tag: 0x00991005, vr: 'LT', values: ['for PAT-4711'] }]);
    expect(checked.holds).toMatchObject([{ kind: 'residual-identifier', path: '(0099,1005)' }]);
  });

  it('never keeps plain bytes, whatever the table says', () => {
    const { output } = run([
      creator(0x7fd10010, 'SIEMENS Ultrasound SC2000'),
      { tag: 0x7fd11010, vr: 'OB', bytes: new Uint8Array(8) },
    ]);
    expect(privateIn(output)).toEqual([]);
  });

  it.each([
    [0x0019100c, 'LO', ['Doe']],
    [0x0019100c, 'IS', ['12 Doe']],
    [0x0019100e, 'LO', ['Doe']],
    [0x0019100e, 'UI', ['1.2.3']],
  ] as const)('removes %i when it has %s for a number', (tag, vr, values) => {
    expect(privateIn(run([creator(0x00190010, 'SIEMENS MR HEADER'), { tag, vr, values }]).output)).toEqual([]);
  });
});

describe('UN', () => {
  const doubles = new Uint8Array(new Float64Array([0.5, 0.25, 1]).buffer);
  const text = (value: string) => new TextEncoder().encode(value);

  it.each([
    [0x0019100e, doubles],
    [0x0019100c, text('1000')],
    [0x0019100d, text('DIRECTIONAL ')],
  ])('is kept where the value reads as the listed VR: %i', (tag, bytes) => {
    const { output } = run([creator(0x00190010, 'SIEMENS MR HEADER'), { tag, vr: 'UN', bytes }]);
    expect(privateIn(output)).toHaveLength(2);
  });

  it.each([
    [0x0019100e, doubles.subarray(0, 16)],
    [0x0019100e, text('Doe^Jane')],
    [0x0019100c, text('Doe^Jane')],
    [0x0019100d, text('Jane, born 1970 ')],
  ])('is removed where it does not: %i', (tag, bytes) => {
    expect(privateIn(run([creator(0x00190010, 'SIEMENS MR HEADER'), { tag, vr: 'UN', bytes }]).output)).toEqual([]);
  });

  it.each([implicitVrLittleEndianUid, explicitVrBigEndianUid])('works under %s', (transferSyntaxUid) => {
    const { output, checked } = run(siemensMr(0x10), { transferSyntaxUid });
    expect(privateIn(output)).toEqual(['(0019,0010)', '(0019,100C)', '(0019,100E)']);
    expect(checked.holds).toEqual([]);
  });
});

describe('Private Data Element Characteristics Sequence (PS3.3 C.12.1.1.7)', () => {
  const declared = (status: string, ...more: readonly ElementDescription[]): ElementDescription => ({
    tag: 0x00080300,
    vr: 'SQ',
    items: [
      [
        { tag: 0x00080301, vr: 'US', values: [0x0021] },
        { tag: 0x00080302, vr: 'LO', values: ['ACME'] },
        { tag: 0x00080303, vr: 'CS', values: [status] },
        ...more,
      ],
    ],
  });
  const acme: readonly ElementDescription[] = [
    creator(0x00210015, 'ACME'),
    { tag: 0x00211501, vr: 'LO', values: ['fast'] },
    { tag: 0x00211502, vr: 'DS', values: ['1.5'] },
    { tag: 0x00211503, vr: 'OB', bytes: new Uint8Array(2) },
    { tag: 0x00211504, vr: 'PN', values: ['Doe^Jane'] },
    { tag: 0x00211505, vr: 'UI', values: ['1.2.999.9'] },
  ];

  it('keeps a SAFE block, but no names and no bytes that cannot be read', () => {
    const { output } = run([declared('SAFE'), ...acme]);
    expect(privateIn(output)).toEqual(['(0021,0015)', '(0021,1501)', '(0021,1502)', '(0021,1504)', '(0021,1505)']);
    expect(readText(output, findElement(output, 0x00211504))).toEqual([]);
    expect(readText(output, findElement(output, 0x00211505))).not.toEqual(['1.2.999.9']);
  });

  it('keeps the listed elements of a MIXED block', () => {
    const { output } = run([declared('MIXED', { tag: 0x00080304, vr: 'US', values: [2] }), ...acme]);
    expect(privateIn(output)).toEqual(['(0021,0015)', '(0021,1502)']);
  });

  it.each(['UNSAFE', ''])('keeps nothing of a block that is "%s"', (status) => {
    expect(privateIn(run([declared(status), ...acme]).output)).toEqual([]);
  });

  it.each([
    ['X', []],
    ['Z', ['(0021,0015)', '(0021,1501)']],
    ['D', ['(0021,0015)', '(0021,1501)']],
    ['C', []],
  ])('carries out the action %s that it names (0008,0307)', (action, paths) => {
    const actions: ElementDescription = {
      tag: 0x00080305,
      vr: 'SQ',
      items: [
        [
          { tag: 0x00080306, vr: 'US', values: [1] },
          { tag: 0x00080307, vr: 'CS', values: [action] },
        ],
      ],
    };
    const { output } = run([declared('UNSAFE', actions), ...acme]);
    expect(privateIn(output)).toEqual(paths);
    expect(paths.length === 0 || readText(output, findElement(output, 0x00211501))[0] !== 'fast').toBe(true);
  });

  it('does not believe it of the Siemens protocol', () => {
    const { output } = run([
      {
        tag: 0x00080300,
        vr: 'SQ',
        items: [
          [
            { tag: 0x00080301, vr: 'US', values: [0x0029] },
            { tag: 0x00080302, vr: 'LO', values: ['SIEMENS CSA HEADER'] },
            { tag: 0x00080303, vr: 'CS', values: ['SAFE'] },
          ],
        ],
      },
      creator(0x00290010, 'SIEMENS CSA HEADER'),
      { tag: 0x00291008, vr: 'CS', values: ['IMAGE NUM 4'] },
    ]);
    expect(privateIn(output)).toEqual([]);
  });

  it('stays, so that a second run decides alike', () => {
    const first = run([declared('SAFE'), ...acme]);
    const second = deidentifyBytes(first.bytes, { options: ['retainSafePrivate'] });
    expect(privateIn(second.output)).toEqual(privateIn(first.output));
  });
});
