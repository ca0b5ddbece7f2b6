import { describe, expect, it } from 'vitest';
import { buildDataset, buildFile, indexBytes, tryIndexBytes } from '../testing/build-dataset.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { attributePath, findElement, valueBytes } from './dataset-access.ts';
import { indexFile } from './element-index.ts';
import { knownFragments } from './hop-fragments.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';
import { joinBytes } from './join-bytes.ts';
import { explicitVrBigEndianUid, explicitVrLittleEndianUid, implicitVrLittleEndianUid } from './transfer-syntax.ts';
import { unpackVr } from './vr.ts';
import { type ElementDescription, writeDataset } from './write-dataset.ts';

const uncompressed = [
  ['implicit little endian', implicitVrLittleEndianUid],
  ['explicit little endian', explicitVrLittleEndianUid],
  ['explicit big endian', explicitVrBigEndianUid],
] as const;

const name: ElementDescription = { tag: 0x00100010, vr: 'PN', values: ['TEST^ONE'] };
const reference: ElementDescription = { tag: 0x00081155, vr: 'UI', values: ['2.25.7'] };
const creator: ElementDescription = { tag: 0x00090010, vr: 'LO', values: ['TEST CREATOR'] };
const pixels: ElementDescription = { tag: 0x7fe00010, vr: 'OW', values: [1, 2, 3, 4] };
const implicitContent = { isExplicitVr: false, isLittleEndian: true, hasUndefinedLengths: false };

function pathsOf(dataset: IndexedDataset): readonly string[] {
  return Array.from({ length: dataset.elements.count }, (_, row) => attributePath(dataset, row));
}

function flagsOf(dataset: IndexedDataset, path: string): number {
  return dataset.elements.flags[pathsOf(dataset).indexOf(path)]!;
}

describe('indexFile on sequences', () => {
  const elements: readonly ElementDescription[] = [
    {
      tag: 0x00081140,
      vr: 'SQ',
      items: [[reference], [], [reference, { tag: 0x0040a170, vr: 'SQ', items: [[name]] }]],
    },
    { tag: 0x00081199, vr: 'SQ', items: [] },
    name,
  ];
  const expected = [
    '(0008,1140)',
    '(0008,1140)[0]',
    '(0008,1140)[0].(0008,1155)',
    '(0008,1140)[1]',
    '(0008,1140)[2]',
    '(0008,1140)[2].(0008,1155)',
    '(0008,1140)[2].(0040,A170)',
    '(0008,1140)[2].(0040,A170)[0]',
    '(0008,1140)[2].(0040,A170)[0].(0010,0010)',
    '(0008,1199)',
    '(0010,0010)',
  ];

  for (const [title, transferSyntaxUid] of uncompressed) {
    it.each([false, true])(`lists items, empty ones too: ${title}, undefined lengths %s`, (hasUndefinedLengths) => {
      const dataset = buildDataset(elements, { transferSyntaxUid, hasUndefinedLengths });
      expect(pathsOf(dataset)).toEqual(expected);
      expect([...dataset.elements.depths]).toEqual([0, 1, 2, 1, 1, 2, 2, 3, 4, 0, 0]);
      expect([...dataset.elements.parents]).toEqual([-1, 0, 1, 0, 0, 4, 4, 6, 7, -1, -1]);
      expect([...dataset.elements.subtreeEnds]).toEqual([9, 3, 3, 4, 9, 6, 9, 9, 9, 10, 11]);
      expect(unpackVr(dataset.elements.vrs[0]!)).toBe('SQ');
      expect(dataset.elements.endOffsets[dataset.elements.count - 1]).toBe(dataset.sizeBytes);
      expect(dataset.irregularities).toEqual([]);
    });
  }

  it('walks a private sequence in an explicit file', () => {
    const dataset = buildDataset([creator, { tag: 0x00091001, vr: 'SQ', items: [[name]] }, name]);
    expect(pathsOf(dataset)).toContain('(0009,1001)[0].(0010,0010)');
  });

  it.each([false, true])(
    'walks a private sequence in an implicit file, undefined lengths %s',
    (hasUndefinedLengths) => {
      const dataset = buildDataset([creator, { tag: 0x00091001, vr: 'UN', items: [[name], [name]] }, name], {
        transferSyntaxUid: implicitVrLittleEndianUid,
        hasUndefinedLengths,
      });
      expect(pathsOf(dataset)).toContain('(0009,1001)[1].(0010,0010)');
      expect(flagsOf(dataset, '(0009,1001)') & elementFlag.walkedAsSequence).not.toBe(0);
    },
  );

  for (const [title, transferSyntaxUid] of uncompressed.slice(1)) {
    it.each([false, true])(
      `walks UN as implicit little endian (PS3.5 6.2.2): ${title}, undefined lengths %s`,
      (hasUndefinedLengths) => {
        const dataset = buildDataset(
          [{ tag: 0x00081140, vr: 'UN', items: [[reference, { tag: 0x0040a170, vr: 'SQ', items: [[name]] }]] }, name],
          { transferSyntaxUid, hasUndefinedLengths },
        );
        const path = '(0008,1140)[0].(0040,A170)[0].(0010,0010)';
        expect(pathsOf(dataset)).toContain(path);
        expect(unpackVr(dataset.elements.vrs[0]!)).toBe('UN');
        expect(flagsOf(dataset, '(0008,1140)') & elementFlag.insideUn).toBe(0);
        const inside = elementFlag.insideUn | elementFlag.implicitHeader;
        expect(flagsOf(dataset, path) & inside).toBe(inside);
        expect(unpackVr(dataset.elements.vrs[pathsOf(dataset).indexOf(path)]!)).toBe('PN');
        expect(flagsOf(dataset, '(0010,0010)') & inside).toBe(0);
      },
    );
  }

  it.each([
    ['bytes behind the last item', Uint8Array.of(1, 2)],
    ['an item that runs over the end', Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 8, 0, 0, 0)],
    ['an element that runs over the end', Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 8, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0)],
  ])('leaves a private UN one value when it does not parse to its exact end: %s', (_title, tail) => {
    const item = writeDataset([{ tag: 0x00091001, vr: 'UN', items: [[name]] }], implicitContent).subarray(8);
    const dataset = buildDataset([creator, { tag: 0x00091001, vr: 'UN', bytes: joinBytes([item, tail]) }, name]);
    expect(pathsOf(dataset)).toEqual(['(0009,0010)', '(0009,1001)', '(0010,0010)']);
    expect(valueBytes(dataset, 1)).toEqual(joinBytes([item, tail]));
    expect(dataset.irregularities).toEqual([]);
  });

  it('takes back only the innermost value that does not parse', () => {
    const broken = Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 8, 0, 0, 0);
    const inner: ElementDescription = { tag: 0x00091002, vr: 'UN', bytes: broken };
    const dataset = buildDataset([creator, { tag: 0x00091001, vr: 'UN', items: [[creator, inner], [name]] }, name]);
    expect(pathsOf(dataset)).toContain('(0009,1001)[0].(0009,1002)');
    expect(pathsOf(dataset)).toContain('(0009,1001)[1].(0010,0010)');
  });

  it('survives 64 nested sequences', () => {
    let deep: readonly ElementDescription[] = [name];
    for (let level = 0; level < 64; level++) deep = [{ tag: 0x00081140, vr: 'SQ', items: [deep] }];
    const dataset = buildDataset(deep, { hasUndefinedLengths: true });
    expect(dataset.elements.depths.at(-1)).toBe(128);
  });
});

describe('indexFile on pixels and other large values', () => {
  it('leaves top-level Pixel Data in the file whatever its size, and reads an icon', () => {
    const dataset = buildDataset([{ tag: 0x00880200, vr: 'SQ', items: [[pixels]] }, pixels]);
    expect(valueBytes(dataset, 2)).toHaveLength(8);
    expect(valueBytes(dataset, findElement(dataset, 0x7fe00010))).toBeNull();
  });

  it('hops over fragments that contain the bytes of a delimiter, also in an icon', () => {
    const tricky = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0, 0xe0);
    const fragments: ElementDescription = { tag: 0x7fe00010, vr: 'OB', fragments: [new Uint8Array(0), tricky, tricky] };
    const after: ElementDescription = { tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(6) };
    const dataset = buildDataset([{ tag: 0x00880200, vr: 'SQ', items: [[fragments]] }, fragments, after], {
      transferSyntaxUid: '1.2.840.10008.1.2.4.50',
    });
    expect(pathsOf(dataset)).toEqual([
      '(0088,0200)',
      '(0088,0200)[0]',
      '(0088,0200)[0].(7FE0,0010)',
      '(7FE0,0010)',
      '(FFFC,FFFC)',
    ]);
    expect(dataset.elements.valueLengths[3]).toBe(8 + 2 * 20);
    expect(flagsOf(dataset, '(7FE0,0010)')).toBe(
      elementFlag.undefinedLength | elementFlag.encapsulated | elementFlag.outside,
    );
    expect(valueBytes(dataset, 2)).toHaveLength(48);
    const first = (dataset.elements.valueOffsets[3] ?? 0) + 8;
    expect([...dataset.fragments]).toEqual([
      [3, { offsetTable: { offsetBytes: first, lengthBytes: 0 }, offsets: [first + 8, first + 28], lengths: [12, 12] }],
    ]);
  });

  it('walks what follows Pixel Data', () => {
    const dataset = buildDataset([
      name,
      pixels,
      { tag: 0x7fe10010, vr: 'LO', values: ['TEST'] },
      { tag: 0xfffafffa, vr: 'SQ', items: [[name]] },
    ]);
    expect(pathsOf(dataset).slice(-3)).toEqual(['(FFFA,FFFA)', '(FFFA,FFFA)[0]', '(FFFA,FFFA)[0].(0010,0010)']);
  });
});

describe('indexFile asks for few bytes', () => {
  const large = new Uint8Array(3_000_000);

  it('skips large values by range and joins what it read', () => {
    const bytes = buildFile([
      name,
      { tag: 0x00091001, vr: 'OB', bytes: large },
      { tag: 0x00180050, vr: 'DS', values: ['1'] },
      { tag: 0x7fe00010, vr: 'OW', bytes: large },
      { tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(4) },
    ]);
    const { result, ranges } = readInWindows(indexFile(bytes.length), bytes);
    if (result.kind === 'error') throw new Error(result.message);
    expect(ranges).toHaveLength(3);
    expect(ranges.reduce((sum, range) => sum + range.lengthBytes, 0)).toBeLessThan(140_000);
    expect(result.segments).toHaveLength(3);
    expect(valueBytes(result, 2)).toEqual(new TextEncoder().encode('1 '));
  });

  it('grows its windows over a long header, and holds it in one piece', () => {
    const frames = Array.from({ length: 20_000 }, () => [name, { tag: 0x00180050, vr: 'DS', values: ['1'] } as const]);
    const bytes = buildFile([
      { tag: 0x52009230, vr: 'SQ', items: frames },
      { ...pixels, tag: 0x7fe00010 },
    ]);
    const { result, ranges } = readInWindows(indexFile(bytes.length), bytes);
    if (result.kind === 'error') throw new Error(result.message);
    expect(ranges.length).toBeLessThan(8);
    expect(result.segments).toHaveLength(1);
    expect(result.elements.count).toBe(60_002);
  });

  it('never reads once per fragment', () => {
    const fragments = Array.from({ length: 3000 }, () => new Uint8Array(2000));
    const bytes = buildFile([name, { tag: 0x7fe00010, vr: 'OB', fragments }], {
      transferSyntaxUid: '1.2.840.10008.1.2.4.50',
    });
    const { result, ranges } = readInWindows(indexFile(bytes.length), bytes);
    expect(result.kind).toBe('indexed');
    expect(ranges.length).toBeLessThan(10);
    if (result.kind === 'indexed') expect(result.segments[0]!.bytes.length).toBeLessThan(70_000);
  });

  it('takes fragments that were found before, where the bytes still fit, and none of them is read again', () => {
    const behind: ElementDescription = { tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(6) };
    const build = (lengths: readonly number[]) => {
      const fragments = lengths.map((length) => new Uint8Array(length));
      return buildFile([name, { tag: 0x7fe00010, vr: 'OB', fragments }, behind], {
        transferSyntaxUid: '1.2.840.10008.1.2.4.50',
      });
    };
    const bytes = build([0, ...Array.from({ length: 3000 }, () => 2000)]);
    const found = indexBytes(bytes);
    const known = knownFragments(found);
    const { result, ranges } = readInWindows(indexFile(bytes.length, undefined, known), bytes);
    expect(result).toEqual({ ...found, segments: expect.anything() });
    expect(ranges.reduce((sum, range) => sum + range.lengthBytes, 0)).toBeLessThan(200_000);

    const other = build([0, 5000, 700, 600_000]);
    expect(readInWindows(indexFile(other.length, undefined, known), other).result).toEqual(
      readInWindows(indexFile(other.length), other).result,
    );
  });

  it('reads a long fragment by its header alone', () => {
    const fragments = [new Uint8Array(0), large, large, large];
    const bytes = buildFile([name, { tag: 0x7fe00010, vr: 'OB', fragments }], {
      transferSyntaxUid: '1.2.840.10008.1.2.4.50',
    });
    const { ranges } = readInWindows(indexFile(bytes.length), bytes);
    expect(ranges.reduce((sum, range) => sum + range.lengthBytes, 0)).toBeLessThan(200_000);
  });

  it('notices every cut, unless it falls between two top-level elements', () => {
    const bytes = buildFile([name, { tag: 0x00400275, vr: 'SQ', items: [[name], [reference]] }, pixels], {
      hasUndefinedLengths: true,
    });
    const ends = new Set(indexBytes(bytes).elements.endOffsets);
    for (let cut = 0; cut < bytes.length; cut++) {
      const result = tryIndexBytes(bytes.subarray(0, cut));
      if (result.kind === 'indexed') expect(ends.has(cut) && result.datasetEndBytes === cut).toBe(true);
    }
  });

  it('fails when the file became shorter than it said', () => {
    const bytes = buildFile([name, { tag: 0x00091001, vr: 'OB', bytes: large }, pixels]);
    const { result } = readInWindows(indexFile(bytes.length), bytes.subarray(0, 100_000));
    expect(result).toMatchObject({ kind: 'error', code: 'truncated' });
  });
});

describe('indexFile on deflated data sets (PS3.5 A.5)', () => {
  it('gives offsets of the inflated input and keeps every value at hand', () => {
    const bytes = buildFile([name, { tag: 0x00091001, vr: 'OB', bytes: new Uint8Array(300_000) }, pixels], {
      transferSyntaxUid: '1.2.840.10008.1.2.1.99',
    });
    const dataset = indexBytes(bytes);
    expect(dataset.isInflated).toBe(true);
    expect(valueBytes(dataset, 0)).toEqual(new TextEncoder().encode('TEST^ONE'));
    expect(valueBytes(dataset, 1)).toHaveLength(300_000);
    expect(dataset.segments).toHaveLength(1);
  });
});

describe('indexFile on deflated data sets with something behind the stream', () => {
  it.each([1, 200_000])('reads over %i bytes of padding', (padding) => {
    const bytes = buildFile([name, pixels], { transferSyntaxUid: '1.2.840.10008.1.2.1.99' });
    expect(indexBytes(joinBytes([bytes, new Uint8Array(padding)])).elements.count).toBe(2);
  });
});

describe('indexFile names the place, never the value', () => {
  it('cites tag and offset', () => {
    const bytes = buildFile([name, pixels]);
    const error = tryIndexBytes(bytes.subarray(0, bytes.length - 1));
    expect(error).toMatchObject({ kind: 'error', tag: 0x7fe00010, offsetBytes: bytes.length - 20 });
    if (error.kind === 'error') expect(error.message).toContain('(7FE0,0010)');
  });
});
