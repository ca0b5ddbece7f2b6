import { describe, expect, it } from 'vitest';
import { buildDataset } from '../testing/build-dataset.ts';
import { findElement } from './dataset-access.ts';
import { encodeSequence, encodeValue, readNumbers, readSingleText, readText } from './value-codec.ts';
import { displayText } from './value-text.ts';
import type { ElementDescription } from './write-dataset.ts';

const explicitLittle = '1.2.840.10008.1.2.1';
const implicitLittle = '1.2.840.10008.1.2';
const explicitBig = '1.2.840.10008.1.2.2';

function bytesOf(result: ReturnType<typeof encodeValue>): Uint8Array {
  if (!(result instanceof Uint8Array)) throw new Error(result.message);
  return result;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const sample: readonly ElementDescription[] = [
  { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 100'] },
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.7'] },
  {
    tag: 0x00081140,
    vr: 'SQ',
    items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2.3'] }], [{ tag: 0x00081155, vr: 'UI', values: ['1.2.4'] }]],
  },
  { tag: 0x00100010, vr: 'PN', bytes: latin1('M\xfcller^\xc4nne ') },
  { tag: 0x00200013, vr: 'IS', values: ['7'] },
  { tag: 0x00280010, vr: 'US', values: [513] },
  { tag: 0x00280030, vr: 'DS', values: ['0.5', '0.25'] },
  { tag: 0x00281201, vr: 'OW', bytes: Uint8Array.of(1, 2, 3, 4) },
];

describe.each([explicitLittle, implicitLittle, explicitBig])('a data set in %s', (uid) => {
  const dataset = buildDataset(sample, { transferSyntaxUid: uid });

  it('gives its values', () => {
    expect(readSingleText(dataset, 0x00100010)).toBe('Müller^Änne');
    expect(readSingleText(dataset, 0x00100020)).toBe('');
    expect(readNumbers(dataset, findElement(dataset, 0x00280010))).toEqual([513]);
    expect(readText(dataset, findElement(dataset, 0x00280010))).toEqual(['513']);
    expect(readNumbers(dataset, findElement(dataset, 0x00280030))).toEqual([0.5, 0.25]);
    expect(readText(dataset, findElement(dataset, 0x00081140))).toEqual([]);
    expect(readText(dataset, findElement(dataset, 0x00281201))).toEqual([]);
  });

  it('takes new values in its own byte order and character set', () => {
    const rows = findElement(dataset, 0x00280010);
    const expected = uid === explicitBig ? [2, 1] : [1, 2];
    expect([...bytesOf(encodeValue(dataset, rows, 'US', ['513']))]).toEqual(expected);
    expect([...bytesOf(encodeValue(dataset, -1, 'LO', ['Ä']))]).toEqual([0xc4, 0x20]);
    expect(encodeValue(dataset, -1, 'LO', ['Ж'])).toMatchObject({ code: 'cannot-encode' });
  });

  it('takes new items in its own encoding', () => {
    const items = encodeSequence(dataset, findElement(dataset, 0x00081140), [
      [
        { tag: 0x00081155, vr: 'UI', values: ['1.2.5'] },
        { tag: 0x00081150, vr: 'UI', values: ['1.2'] },
      ],
      [],
    ]);
    const isBig = uid === explicitBig;
    const first = [...bytesOf(items).subarray(0, 16)];
    const header = isBig ? [0xff, 0xfe, 0xe0, 0, 0, 0, 0] : [0xfe, 0xff, 0, 0xe0];
    expect(first.slice(0, header.length)).toEqual(header);
    // Tag order, whatever order they came in.
    expect(first.slice(8, 12)).toEqual(isBig ? [0, 8, 0x11, 0x50] : [8, 0, 0x50, 0x11]);
    expect(first.slice(12, 16)).toEqual(
      uid === implicitLittle ? [4, 0, 0, 0] : [0x55, 0x49, ...(isBig ? [0, 4] : [4, 0])],
    );
    expect([...bytesOf(items).subarray(-8)]).toEqual(
      isBig ? [255, 254, 224, 0, 0, 0, 0, 0] : [254, 255, 0, 224, 0, 0, 0, 0],
    );
  });

  it.each([
    [0x00100010, 'Müller^Änne'],
    [0x00280030, '0.5\\0.25'],
    [0x00280010, '513'],
    [0x00081140, '2 items'],
    [0x00281201, '4 bytes'],
  ])('is shown to people', (tag, text) => {
    expect(displayText(dataset, findElement(dataset, tag))).toBe(text);
  });
});

describe('UN', () => {
  const un = { tag: 0x00280010, vr: 'UN', bytes: Uint8Array.of(1, 2) } as const;
  const name = { tag: 0x00100010, vr: 'UN', bytes: latin1('A ^ ') } as const;
  const unknown = { tag: 0x00091001, vr: 'UN', bytes: Uint8Array.of(0, 255, 16, 0) } as const;

  it.each([explicitLittle, explicitBig])('is read by its dictionary VR, little endian even in %s', (uid) => {
    const dataset = buildDataset([unknown, name, un], { transferSyntaxUid: uid });
    expect(readNumbers(dataset, findElement(dataset, 0x00280010))).toEqual([0x0201]);
    expect(readSingleText(dataset, 0x00100010)).toBe('A ^');
    expect([...bytesOf(encodeValue(dataset, findElement(dataset, 0x00280010), 'US', ['1']))]).toEqual([1, 0]);
    expect(displayText(dataset, findElement(dataset, 0x00091001))).toBe('4 bytes');
  });
});

describe('displayText', () => {
  it('cuts long text and gives null for nothing', () => {
    const dataset = buildDataset([
      { tag: 0x00100010, vr: 'PN', values: [] },
      { tag: 0x00104000, vr: 'LT', values: ['x'.repeat(5000)] },
    ]);
    expect(displayText(dataset, findElement(dataset, 0x00100010))).toBeNull();
    const text = displayText(dataset, findElement(dataset, 0x00104000)) ?? '';
    expect(text).toHaveLength(4096);
    expect(text.endsWith('x…')).toBe(true);
  });

  it('names a value that stays in the file', () => {
    const dataset = buildDataset([{ tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(2048) }]);
    expect(displayText(dataset, findElement(dataset, 0x7fe00010))).toBe('Pixel Data, 2,048 bytes');
  });
});

describe('an item with a character set of its own', () => {
  const dataset = buildDataset([
    { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 100'] },
    {
      tag: 0x00101002,
      vr: 'SQ',
      items: [
        [
          { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 144'] },
          { tag: 0x00100010, vr: 'PN', bytes: latin1('\xbb\xee') },
        ],
      ],
    },
    { tag: 0x00104000, vr: 'LT', bytes: latin1('\xbb\xee') },
  ]);
  const inside = dataset.elements.tags.indexOf(0x00100010);

  it('is read and written in it', () => {
    expect(readText(dataset, inside)).toEqual(['Лю']);
    expect(readSingleText(dataset, 0x00104000)).toBe('»î');
    expect([...bytesOf(encodeValue(dataset, inside, 'PN', ['Лю']))]).toEqual([0xbb, 0xee]);
    expect(encodeValue(dataset, inside, 'PN', ['Ä'])).toMatchObject({ code: 'cannot-encode', tag: 0x00100010 });
    expect(encodeValue(dataset, -1, 'PN', ['Лю'])).toMatchObject({ code: 'cannot-encode' });
  });
});

describe('a value of a sequence item', () => {
  it('fails the sequence when it cannot be written, and names its attribute', () => {
    const dataset = buildDataset([{ tag: 0x00080060, vr: 'CS', values: ['OT'] }]);
    const tooLong = [[{ tag: 0x00104000, vr: 'LT', values: ['x'.repeat(70_000)] }]] as const;
    expect(encodeSequence(dataset, -1, tooLong)).toMatchObject({ code: 'cannot-encode', tag: 0x00104000 });
    const foreign = [[{ tag: 0x00100010, vr: 'PN', values: ['Ä'] }]] as const;
    expect(encodeSequence(dataset, -1, foreign)).toMatchObject({ code: 'cannot-encode', tag: 0x00100010 });
  });
});
