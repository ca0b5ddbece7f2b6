import { describe, expect, it } from 'vitest';
import { buildDataset } from '../testing/build-dataset.ts';
import {
  attributePath,
  bytesAt,
  characterSetsOf,
  findElement,
  isLittleEndianAt,
  isTopLevelPixelData,
  privateCreatorOf,
  valueBytes,
} from './dataset-access.ts';
import { explicitVrBigEndianUid } from './transfer-syntax.ts';
import type { ElementDescription } from './write-dataset.ts';

const name: ElementDescription = { tag: 0x00100010, vr: 'PN', values: ['TEST^ONE'] };
const pixels: ElementDescription = { tag: 0x7fe00010, vr: 'OW', values: [1] };

function rowAt(dataset: ReturnType<typeof buildDataset>, path: string): number {
  for (let row = 0; row < dataset.elements.count; row++) if (attributePath(dataset, row) === path) return row;
  throw new Error(`No element at ${path}.`);
}

describe('findElement and valueBytes', () => {
  it('finds top-level elements only', () => {
    const dataset = buildDataset([{ tag: 0x00081140, vr: 'SQ', items: [[name]] }, pixels]);
    expect(findElement(dataset, 0x00100010)).toBe(-1);
    expect(findElement(dataset, 0x7fe00010)).toBe(3);
  });

  it('gives the first of two', () => {
    const dataset = buildDataset([name, { ...name, values: ['TEST^TWO'] }, pixels]);
    expect(findElement(dataset, name.tag)).toBe(0);
  });

  it('gives no bytes for what stays in the file, and an empty array for an empty value', () => {
    const large: ElementDescription = { tag: 0x00420011, vr: 'OB', bytes: new Uint8Array(262_146) };
    const dataset = buildDataset([{ tag: 0x00080050, vr: 'SH', values: [] }, large, pixels]);
    expect(valueBytes(dataset, 0)).toEqual(new Uint8Array(0));
    expect(valueBytes(dataset, 1)).toBeNull();
    expect(valueBytes(dataset, 2)).toBeNull();
  });

  it('throws for bytes that the index never promised', () => {
    expect(() => bytesAt([{ offsetBytes: 10, bytes: new Uint8Array(4) }], 12, 4)).toThrow('does not cover');
  });
});

describe('characterSetsOf (PS3.5 7.5.3)', () => {
  const own: ElementDescription = { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] };
  const dataset = buildDataset([
    { tag: 0x00080005, vr: 'CS', values: ['', 'ISO 2022 IR 87'] },
    { tag: 0x00081140, vr: 'SQ', items: [[own, { tag: 0x0040a170, vr: 'SQ', items: [[name]] }], [name]] },
    name,
  ]);

  it('reads the values of the data set, an empty first one too', () => {
    expect(dataset.characterSets).toEqual(['', 'ISO 2022 IR 87']);
    expect(characterSetsOf(dataset, rowAt(dataset, '(0010,0010)'))).toEqual(['', 'ISO 2022 IR 87']);
    expect(characterSetsOf(dataset, -1)).toEqual(['', 'ISO 2022 IR 87']);
  });

  it('lets an item override it for everything inside', () => {
    const deep = rowAt(dataset, '(0008,1140)[0].(0040,A170)[0].(0010,0010)');
    expect(characterSetsOf(dataset, deep)).toEqual(['ISO_IR 192']);
  });

  it('does not leak into the next item', () => {
    const other = rowAt(dataset, '(0008,1140)[1].(0010,0010)');
    expect(characterSetsOf(dataset, other)).toEqual(['', 'ISO 2022 IR 87']);
  });

  it('is empty where there is none', () => {
    expect(characterSetsOf(buildDataset([name]), 0)).toEqual([]);
  });
});

describe('privateCreatorOf (PS3.5 7.8.1)', () => {
  const creator = (element: number, text: string): ElementDescription => ({
    tag: 0x00090000 + element,
    vr: 'LO',
    values: [text],
  });
  const dataset = buildDataset([
    creator(0x10, 'FIRST '),
    creator(0x11, 'SECOND'),
    { tag: 0x00091001, vr: 'LO', values: ['A'] },
    { tag: 0x00091040, vr: 'SQ', items: [[creator(0x10, 'NESTED'), { tag: 0x00091002, vr: 'LO', values: ['D'] }]] },
    { tag: 0x00091101, vr: 'LO', values: ['B'] },
    { tag: 0x00091201, vr: 'LO', values: ['C'] },
    name,
  ]);

  it.each([
    ['(0009,1001)', 'FIRST'],
    ['(0009,1101)', 'SECOND'],
    ['(0009,1201)', ''],
    ['(0009,1040)[0].(0009,1002)', 'NESTED'],
    ['(0009,0010)', ''],
    ['(0010,0010)', ''],
  ])('%s', (path, expected) => {
    expect(privateCreatorOf(dataset, rowAt(dataset, path))).toBe(expected);
  });
});

describe('isLittleEndianAt and isTopLevelPixelData', () => {
  const dataset = buildDataset(
    [{ tag: 0x00081140, vr: 'UN', items: [[name, { ...pixels, tag: 0x7fe00010 }]] }, pixels],
    { transferSyntaxUid: explicitVrBigEndianUid },
  );

  it('knows that the inside of UN is little endian in a big endian file', () => {
    expect(isLittleEndianAt(dataset, rowAt(dataset, '(0008,1140)[0].(0010,0010)'))).toBe(true);
    expect(isLittleEndianAt(dataset, rowAt(dataset, '(0008,1140)'))).toBe(false);
    expect(isLittleEndianAt(dataset, -1)).toBe(false);
  });

  it('tells the image from an icon', () => {
    expect(isTopLevelPixelData(dataset, rowAt(dataset, '(7FE0,0010)'))).toBe(true);
    expect(isTopLevelPixelData(dataset, rowAt(dataset, '(0008,1140)[0].(7FE0,0010)'))).toBe(false);
  });
});
