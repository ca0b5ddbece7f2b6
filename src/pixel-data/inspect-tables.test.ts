import { describe, expect, it } from 'vitest';
import { joinBytes } from '../dicom/join-bytes.ts';
import { readFromMemory } from '../dicom/reading.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile, indexBytes } from '../testing/build-dataset.ts';
import { bytes, latin, profile } from '../testing/codestreams.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { inspectTables } from './inspect-tables.ts';

const us = (tag: number, ...values: readonly number[]): ElementDescription => ({ tag, vr: 'US', values });
const of = (tag: number, vr: 'OB' | 'OW', value: Uint8Array): ElementDescription => ({ tag, vr, bytes: value });
const text = latin('Doe^Jane');

function found(elements: readonly ElementDescription[], isKept = () => true) {
  const file = buildFile(elements);
  const reading = () => inspectTables(indexBytes(file), isKept);
  const whole = readFromMemory(reading(), file);
  expect(readInWindows(reading(), file).result).toBe(whole);
  return whole;
}

const table = (data: Uint8Array, entries = 4): readonly ElementDescription[] => [
  { tag: 0x00283010, vr: 'SQ', items: [[us(0x00283002, entries, 0, 16), of(0x00283006, 'OW', data)]] },
];
const palette = (data: Uint8Array): readonly ElementDescription[] => [
  us(0x00281101, 4, 0, 16),
  of(0x00281201, 'OW', data),
];
const overlay = (data: Uint8Array): readonly ElementDescription[] => [
  us(0x60020010, 4),
  us(0x60020011, 4),
  of(0x60023000, 'OW', data),
];
const waveform = (data: Uint8Array): readonly ElementDescription[] => [
  {
    tag: 0x54000100,
    vr: 'SQ',
    items: [
      [us(0x003a0005, 2), { tag: 0x003a0010, vr: 'UL', values: [3] }, us(0x54001004, 16), of(0x54001010, 'OW', data)],
    ],
  },
];
const icon = (data: Uint8Array): readonly ElementDescription[] => [
  {
    tag: 0x00880200,
    vr: 'SQ',
    items: [[us(0x00280010, 2), us(0x00280011, 4), us(0x00280100, 8), of(0x7fe00010, 'OW', data)]],
  },
];
const colours = (data: Uint8Array): readonly ElementDescription[] => [of(0x00282000, 'OB', data)];

describe('values that others say the length of', () => {
  it.each<[string, (data: Uint8Array) => readonly ElementDescription[], Uint8Array]>([
    ['a lookup table', table, new Uint8Array(8).fill(1)],
    ['a packed lookup table', table, new Uint8Array(4).fill(1)],
    ['a palette', palette, new Uint8Array(8).fill(1)],
    ['an overlay', overlay, bytes(1, 2)],
    ['a waveform', waveform, new Uint8Array(12).fill(1)],
    ['an icon', icon, new Uint8Array(8).fill(1)],
    ['a colour profile', colours, profile(200)],
  ])('%s', (name, elementsWith, value) => {
    expect(found(elementsWith(value))).toBe(null);
    expect(found(elementsWith(joinBytes([value, new Uint8Array(10)])))).toBe(null);
    // What is packed has room for as many bytes again.
    const tail = name.includes('packed') ? joinBytes([text, text]) : text;
    expect(found(elementsWith(joinBytes([value, tail])))).toBe('behind-table');
    expect(
      found(elementsWith(joinBytes([value, tail])), () => false),
      'when it goes',
    ).toBe(null);
  });

  it('holds a table without its descriptor', () => {
    expect(found([of(0x00281201, 'OW', text)])).toBe('behind-table');
  });

  it('takes 0 entries for 65,536', () => {
    expect(found(table(new Uint8Array(131_072).fill(1), 0))).toBe(null);
    expect(found(table(joinBytes([new Uint8Array(131_072).fill(1), text]), 0))).toBe('behind-table');
  });

  it('reads what is left in the file', () => {
    const samples = new Uint8Array(400_000).fill(1);
    const long = (data: Uint8Array): readonly ElementDescription[] => [
      {
        tag: 0x54000100,
        vr: 'SQ',
        items: [
          [
            us(0x003a0005, 1),
            { tag: 0x003a0010, vr: 'UL', values: [400_000] },
            us(0x54001004, 8),
            of(0x54001010, 'OW', data),
          ],
        ],
      },
    ];
    expect(found(long(samples))).toBe(null);
    expect(found(long(joinBytes([samples, text])))).toBe('behind-table');
  });
});
