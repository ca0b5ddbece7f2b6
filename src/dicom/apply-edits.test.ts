import { describe, expect, it } from 'vitest';
import { assembleOutput, buildFile, indexBytes, testMeta } from '../testing/build-dataset.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { applyEdits } from './apply-edits.ts';
import { findElement } from './dataset-access.ts';
import type { Edit } from './edit.ts';
import { indexFile } from './element-index.ts';
import {
  deflatedExplicitVrLittleEndianUid,
  explicitVrBigEndianUid,
  explicitVrLittleEndianUid,
  implicitVrLittleEndianUid,
} from './transfer-syntax.ts';
import { type ElementDescription, writeDataset } from './write-dataset.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function output(input: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const dataset = indexBytes(input);
  const parts = applyEdits(dataset, edits, { ...testMeta, transferSyntaxUid: dataset.transferSyntax.uid });
  if ('kind' in parts) throw new Error(parts.message);
  return assembleOutput(parts, input);
}

const name: ElementDescription = { tag: 0x00100010, vr: 'PN', values: ['TEST^ONE'] };
const id: ElementDescription = { tag: 0x00100020, vr: 'LO', values: ['TEST-1'] };
const pixels: ElementDescription = { tag: 0x7fe00010, vr: 'OW', values: [1, 2, 3, 4] };
const otherName = { ...name, values: ['SOMEBODY^ELSE^LONGER'] } as const;

const syntaxes = [
  ['implicit little endian', implicitVrLittleEndianUid],
  ['explicit little endian', explicitVrLittleEndianUid],
  ['explicit big endian', explicitVrBigEndianUid],
  ['deflated', deflatedExplicitVrLittleEndianUid],
] as const;

describe('applyEdits gives what would have been written in the first place', () => {
  for (const [title, transferSyntaxUid] of syntaxes) {
    it.each([false, true])(`${title}, undefined lengths %s`, (hasUndefinedLengths) => {
      const nest = (elements: readonly ElementDescription[]): readonly ElementDescription[] => [
        { tag: 0x00081140, vr: 'SQ', items: [elements, [{ tag: 0x0040a170, vr: 'SQ', items: [elements] }]] },
      ];
      const options = { transferSyntaxUid, hasUndefinedLengths };
      const input = buildFile([...nest([name, id]), name, id, pixels], options);
      const dataset = indexBytes(input);
      const edits = Array.from(dataset.elements.tags, (tag, element): Edit[] => {
        if (tag === name.tag) return [{ kind: 'replace', element, value: text('SOMEBODY^ELSE^LONGER') }];
        return tag === id.tag ? [{ kind: 'remove', element }] : [];
      }).flat();
      const inserted: Edit = { kind: 'insert', tag: 0x00120062, vr: 'CS', value: text('NO') };
      const expected = buildFile(
        [...nest([otherName]), otherName, { tag: 0x00120062, vr: 'CS', values: ['NO'] }, pixels],
        options,
      );
      expect(output(input, [...edits, inserted])).toEqual(expected);
    });
  }

  it('patches lengths around an edit inside UN in little endian, also in a big endian file', () => {
    const options = { transferSyntaxUid: explicitVrBigEndianUid };
    const input = buildFile([{ tag: 0x00081140, vr: 'UN', items: [[name]] }, pixels], options);
    const expected = buildFile([{ tag: 0x00081140, vr: 'UN', items: [[otherName]] }, pixels], options);
    expect(output(input, [{ kind: 'replace', element: 2, value: text('SOMEBODY^ELSE^LONGER') }])).toEqual(expected);
  });

  it('writes new items for a sequence with a stated length, whatever the old one had', () => {
    const options = { hasUndefinedLengths: true };
    const input = buildFile([{ tag: 0x00081140, vr: 'SQ', items: [[name]] }, pixels], options);
    const items: ElementDescription = { tag: 0x00081140, vr: 'SQ', items: [[id]] };
    const value = writeDataset([items], { isExplicitVr: true, isLittleEndian: true, hasUndefinedLengths: false });
    const expected = buildFile([items, pixels]);
    expect(output(input, [{ kind: 'replace', element: 0, value: value.subarray(12) }])).toEqual(expected);
  });
});

describe('applyEdits', () => {
  it('lets a removed parent take the edits below it along', () => {
    const input = buildFile([{ tag: 0x00081140, vr: 'SQ', items: [[name]] }, pixels]);
    const edits: Edit[] = [
      { kind: 'replace', element: 2, value: text('SOMEBODY^ELSE^LONGER') },
      { kind: 'remove', element: 0 },
    ];
    expect(output(input, edits)).toEqual(buildFile([pixels]));
  });

  it('lets removal win over replacement of the same element, in either order', () => {
    const input = buildFile([name, pixels]);
    const remove: Edit = { kind: 'remove', element: 0 };
    const replace: Edit = { kind: 'replace', element: 0, value: text('AB') };
    expect(output(input, [remove, replace])).toEqual(buildFile([pixels]));
    expect(output(input, [replace, remove])).toEqual(buildFile([pixels]));
  });

  it('puts an element in the place of one that another edit removes', () => {
    const input = buildFile([name, id, pixels]);
    const edits: Edit[] = [
      { kind: 'remove', element: 0 },
      { kind: 'insert', tag: name.tag, vr: 'PN', value: text('AB') },
    ];
    expect(output(input, edits)).toEqual(buildFile([{ ...name, values: ['AB'] }, id, pixels]));
  });

  it('replaces the contents of an item', () => {
    const input = buildFile([{ tag: 0x00081140, vr: 'SQ', items: [[name], [name]] }, pixels]);
    const value = writeDataset([id], { isExplicitVr: true, isLittleEndian: true, hasUndefinedLengths: false });
    const expected = buildFile([{ tag: 0x00081140, vr: 'SQ', items: [[id], [name]] }, pixels]);
    expect(output(input, [{ kind: 'replace', element: 1, value }])).toEqual(expected);
  });

  it('appends new elements behind the last and drops padding there', () => {
    const input = buildFile([name]);
    const padded = new Uint8Array(input.length + 10);
    padded.set(input);
    const edit: Edit = { kind: 'insert', tag: 0x00120062, vr: 'CS', value: text('NO') };
    expect(output(padded, [edit])).toEqual(buildFile([name, { tag: 0x00120062, vr: 'CS', values: ['NO'] }]));
  });

  it('refuses a value longer than its header can say', () => {
    const dataset = indexBytes(buildFile([name, pixels]));
    const value = new Uint8Array(0x10000);
    expect(applyEdits(dataset, [{ kind: 'replace', element: 0, value }], testMeta)).toMatchObject({
      code: 'cannot-encode',
      tag: name.tag,
    });
    const insert: Edit = { kind: 'insert', tag: id.tag, vr: 'LO', value };
    expect(applyEdits(dataset, [insert], testMeta)).toMatchObject({ code: 'cannot-encode', tag: id.tag });
  });

  it('takes the same long value where the header has room for it', () => {
    const input = buildFile([name, pixels], { transferSyntaxUid: implicitVrLittleEndianUid });
    const edited = indexBytes(output(input, [{ kind: 'replace', element: 0, value: new Uint8Array(0x10000) }]));
    expect(edited.elements.valueLengths[0]).toBe(0x10000);
  });

  it('passes large values and pixels as ranges between few joined parts', () => {
    const large: ElementDescription = { tag: 0x00091001, vr: 'OB', bytes: new Uint8Array(300_000).fill(7) };
    const fragments: ElementDescription = {
      tag: 0x7fe00010,
      vr: 'OB',
      fragments: [new Uint8Array(0), new Uint8Array(9000)],
    };
    const transferSyntaxUid = '1.2.840.10008.1.2.4.50';
    const input = buildFile([large, name, fragments, { tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(4) }], {
      transferSyntaxUid,
    });
    const { result } = readInWindows(indexFile(input.length), input);
    if (result.kind === 'error') throw new Error(result.message);
    const parts = applyEdits(result, [{ kind: 'remove', element: 1 }], { ...testMeta, transferSyntaxUid });
    if ('kind' in parts) throw new Error(parts.message);
    expect(parts.map((part) => part.kind)).toEqual(['bytes', 'range', 'bytes', 'range', 'bytes']);
    const expected = buildFile([large, fragments, { tag: 0xfffcfffc, vr: 'OB', bytes: new Uint8Array(4) }], {
      transferSyntaxUid,
    });
    expect(assembleOutput(parts, input)).toEqual(expected);
  });
});

describe('File Meta Information of an output', () => {
  it('has the mandatory elements and our own, and nothing of the input', () => {
    const input = buildFile([name, pixels]);
    const edited = output(input, []);
    expect(findElement(indexBytes(edited), name.tag)).toBe(0);
    const metaElements = indexMeta(edited);
    expect(metaElements).toEqual([0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010, 0x00020012, 0x00020013]);
  });
});

/** Tags of group 0002, read as if they were a data set of their own. */
function indexMeta(file: Uint8Array): readonly number[] {
  const view = new DataView(file.buffer, file.byteOffset);
  const tags: number[] = [];
  for (let at = 132; view.getUint16(at, true) === 2; ) {
    tags.push(0x00020000 + view.getUint16(at + 2, true));
    const isLong = file[at + 4] === 0x4f;
    at += isLong ? 12 + view.getUint32(at + 8, true) : 8 + view.getUint16(at + 6, true);
  }
  return tags;
}
