import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { casesOf } from '../testing/cases.ts';
import { deidentifyBytes, type TestRun } from '../testing/deidentify-bytes.ts';
import { unstated } from '../testing/pixel-statements.ts';

const payload: readonly ElementDescription[] = [
  { tag: 0x7fe10010, vr: 'LO', values: ['VENDOR'] },
  { tag: 0x7fe11010, vr: 'OB', bytes: new Uint8Array(512).fill(7) },
];

function holdsOf(
  sopClassUid: string,
  elements: readonly ElementDescription[],
  run: TestRun = {},
  transferSyntaxUid = '1.2.840.10008.1.2.1',
) {
  const usual: readonly ElementDescription[] = [
    { tag: 0x00080016, vr: 'UI', values: [sopClassUid] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00100010, vr: 'PN', values: ['Roe^Jane'] },
    { tag: 0x00100020, vr: 'LO', values: ['PAT-4711'] },
    { tag: 0x0020000d, vr: 'UI', values: ['1.2.999.2'] },
    { tag: 0x0020000e, vr: 'UI', values: ['1.2.999.3'] },
  ];
  const all = [...usual, ...elements].sort((a, b) => a.tag - b.tag);
  return deidentifyBytes(buildFile(all, { transferSyntaxUid }), run).plan.holds.map(({ kind }) => kind);
}

const rawData = '1.2.840.10008.5.1.4.1.1.66';
const spectroscopy = '1.2.840.10008.5.1.4.1.1.4.2';
const capture = '1.2.840.10008.5.1.4.1.1.7';
const curve: readonly ElementDescription[] = [{ tag: 0x50003000, vr: 'OW', bytes: new Uint8Array(256).fill(3) }];

describe('a file whose whole content goes', () => {
  it.each([
    ['raw data', rawData, payload],
    ['a spectrum in private attributes', spectroscopy, payload],
    ['a capture whose image is private', capture, payload],
    [
      'a capture with an empty image',
      capture,
      [...payload, { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(0) } as const],
    ],
    ['a curve of its own', '1.2.840.10008.5.1.4.1.1.9', curve],
    [
      'a private sequence',
      capture,
      [
        { tag: 0x7e010010, vr: 'LO', values: ['VENDOR'] } as const,
        { tag: 0x7e011010, vr: 'SQ', items: [payload] } as const,
      ],
    ],
  ] as const)('is held with that reason: %s', (_, sopClassUid, elements) => {
    for (const syntax of [
      '1.2.840.10008.1.2',
      '1.2.840.10008.1.2.1',
      '1.2.840.10008.1.2.1.99',
      '1.2.840.10008.1.2.2',
    ]) {
      expect(holdsOf(sopClassUid, elements, {}, syntax)).toEqual(['lost-content']);
      expect(holdsOf(sopClassUid, elements, { preset: 'qmenta-guarded' }, syntax)).toEqual(['lost-content']);
    }
    expect(holdsOf(sopClassUid, elements, { options: ['retainSafePrivate'] })).toEqual(['lost-content']);
  });

  it('is not held when its image, spectrum or waveform stays beside private attributes', () => {
    const others: readonly ElementDescription[] = [
      { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(32) },
      { tag: 0x56000020, vr: 'OF', bytes: new Uint8Array(32) },
      { tag: 0x54000100, vr: 'SQ', items: [[{ tag: 0x003a0005, vr: 'US', values: [1] }]] },
      { tag: 0x300a00b0, vr: 'SQ', items: [[{ tag: 0x300a00c0, vr: 'IS', values: ['1'] }]] },
    ];
    for (const other of others) expect(holdsOf(capture, [...payload, other])).toEqual([]);
  });

  it('is not held where nothing of it goes, and for a few private numbers', () => {
    expect(holdsOf(capture, payload, { preset: 'qmenta' })).toEqual([]);
    expect(
      holdsOf(capture, [
        { ...payload[0]!, tag: 0x00190010 },
        { tag: 0x00191010, vr: 'DS', values: ['1.5'] },
      ]),
    ).toEqual([]);
    expect(holdsOf(capture, [])).toEqual([]);
  });

  it('may be released by a person', () => {
    const release = { reason: 'Header wanted', pixels: unstated, atIso: '2026-01-01T00:00:00Z', shown: '' };
    expect(holdsOf(rawData, payload, { release })).toEqual([]);
  });
});

describe('the shared cases', () => {
  it.each(casesOf('empty-payload'))('$file', ({ read }) => {
    for (const preset of ['ps315-basic', 'qmenta-guarded'] as const) {
      expect(deidentifyBytes(read(), { preset }).plan.holds.map(({ kind }) => kind)).toContain('lost-content');
    }
  });
});
