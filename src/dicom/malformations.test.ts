import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleOutput, buildFile, indexBytes, testMeta, tryIndexBytes } from '../testing/build-dataset.ts';
import { applyEdits } from './apply-edits.ts';
import { findElement } from './dataset-access.ts';
import { encodeFileMeta } from './file-meta.ts';
import { elementFlag } from './indexed-dataset.ts';
import { joinBytes } from './join-bytes.ts';
import { explicitVrBigEndianUid, explicitVrLittleEndianUid, implicitVrLittleEndianUid } from './transfer-syntax.ts';
import { readSingleText } from './value-codec.ts';
import { type ElementDescription, writeDataset } from './write-dataset.ts';

const explicit = { isExplicitVr: true, isLittleEndian: true, hasUndefinedLengths: false };
const jpegUid = '1.2.840.10008.1.2.4.50';

const header: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.7'] },
  { tag: 0x00080018, vr: 'UI', values: ['2.25.1'] },
  { tag: 0x00080060, vr: 'CS', values: ['OT'] },
  { tag: 0x00100020, vr: 'LO', values: ['TEST-1'] },
];
const pixels: ElementDescription = { tag: 0x7fe00010, vr: 'OW', values: [1, 2, 3, 4] };
const image = [...header, pixels];
const fragments: ElementDescription = {
  tag: 0x7fe00010,
  vr: 'OB',
  fragments: [new Uint8Array(0), Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0)],
};

const bareDataset = writeDataset(image, explicit);
const prefix = buildFile([]).subarray(0, 132);
const meta = encodeFileMeta(testMeta);

function fileOf(dataset: Uint8Array, transferSyntaxUid = explicitVrLittleEndianUid): Uint8Array {
  return joinBytes([prefix, encodeFileMeta({ ...testMeta, transferSyntaxUid }), dataset]);
}

/** An output of the input with nothing edited: what repair alone makes of it. */
function repaired(input: Uint8Array): Uint8Array {
  const dataset = indexBytes(input);
  const parts = applyEdits(dataset, [], { ...testMeta, transferSyntaxUid: dataset.transferSyntax.uid });
  if ('kind' in parts) throw new Error(parts.message);
  return assembleOutput(parts, input);
}

const clean = fileOf(bareDataset);

function irregularitiesOf(input: Uint8Array): readonly string[] {
  return indexBytes(input).irregularities.map((irregularity) => irregularity.code);
}

function refusalOf(input: Uint8Array): string {
  const result = tryIndexBytes(input);
  return result.kind === 'error' ? result.code : result.kind;
}

describe('malformations that the output mends', () => {
  const withText = new Uint8Array(clean);
  withText.set(new TextEncoder().encode('<html>TEST NAME</html>'));
  const wrongLength = new Uint8Array(clean);
  wrongLength[140] = 7;
  const metaWithoutLength = joinBytes([prefix, meta.subarray(12), bareDataset]);

  it.each([
    ['a preamble with content is zeroed', withText, []],
    ['a missing preamble is added', joinBytes([meta, bareDataset]), ['no-preamble']],
    ['missing File Meta Information is added', bareDataset, ['no-file-meta']],
    ['a wrong File Meta group length is put right', wrongLength, ['meta-group-length']],
    ['a missing File Meta group length is added', metaWithoutLength, ['meta-group-length']],
    ['zero bytes after the last element are dropped', joinBytes([clean, new Uint8Array(700)]), ['trailing-zeros']],
  ])('%s', (_name, input, codes) => {
    expect(irregularitiesOf(input)).toEqual(codes);
    expect(repaired(input)).toEqual(clean);
  });

  it.each([
    ['implicit little endian', implicitVrLittleEndianUid, { ...explicit, isExplicitVr: false }],
    ['explicit little endian', explicitVrLittleEndianUid, explicit],
    ['explicit big endian', explicitVrBigEndianUid, { ...explicit, isLittleEndian: false }],
  ])('a missing transfer syntax is found from the bytes: %s', (_name, uid, encoding) => {
    const withoutSyntax = encodeFileMeta({ ...testMeta, transferSyntaxUid: '' });
    const dataset = indexBytes(joinBytes([prefix, withoutSyntax, writeDataset(image, encoding)]));
    expect(dataset.transferSyntax.uid).toBe(uid);
    expect(dataset.irregularities.map((irregularity) => irregularity.code)).toEqual(['no-transfer-syntax']);
  });
});

describe('malformations that are understood and kept, with a finding', () => {
  it('elements out of order', () => {
    expect(irregularitiesOf(fileOf(writeDataset([header[1]!, header[0]!, pixels], explicit)))).toEqual([
      'element-order',
    ]);
  });

  it('an element that occurs twice', () => {
    const dataset = indexBytes(fileOf(writeDataset([...header, header[3]!, pixels], explicit)));
    expect(dataset.irregularities.map((irregularity) => irregularity.code)).toEqual(['duplicate-element']);
    expect(dataset.elements.count).toBe(6);
  });

  it('a VR that is left open', () => {
    const open = (bytes: Uint8Array, vr: string) => {
      const at = Buffer.from(bytes).indexOf(vr, 0, 'latin1');
      return Uint8Array.from(bytes).fill(0x3f, at, at + 2);
    };
    const dataset = indexBytes(fileOf(open(bareDataset, 'LO')));
    expect(dataset.irregularities.map(({ code }) => code)).toEqual(['unstated-vr']);
    expect(readSingleText(dataset, 0x00100020)).toBe('TEST-1');
    const big = fileOf(writeDataset(image, { ...explicit, isLittleEndian: false }), explicitVrBigEndianUid);
    expect(irregularitiesOf(open(big, 'CS'))).toEqual(['unstated-vr']);
    const item: ElementDescription = {
      tag: 0x00081140,
      vr: 'SQ',
      items: [[{ tag: 0x00081155, vr: 'UI', values: ['1.2'] }]],
    };
    const inside = writeDataset([...header.slice(0, 3), item, pixels], explicit);
    const at = Buffer.from(inside).indexOf(Uint8Array.of(0x08, 0, 0x55, 0x11)) + 4;
    expect(irregularitiesOf(fileOf(Uint8Array.from(inside).fill(0x3f, at, at + 2)))).toEqual(['unstated-vr']);
    for (const tag of [0x00091001, 0x00080999]) {
      const strange = writeDataset([...header.slice(0, 3), { tag, vr: 'LO', values: ['?'] }, pixels], explicit);
      expect(refusalOf(fileOf(open(strange, 'LO')))).toBe('malformed');
    }
  });

  it('a value of odd length', () => {
    const odd: ElementDescription = { tag: 0x00080070, vr: 'LO', bytes: new TextEncoder().encode('ODD') };
    expect(irregularitiesOf(fileOf(writeDataset([odd, ...header.slice(3), pixels], explicit)))).toEqual(['odd-length']);
  });

  it('native Pixel Data under a compressed transfer syntax', () => {
    expect(irregularitiesOf(fileOf(bareDataset, jpegUid))).toEqual(['native-pixel-data']);
  });
});

describe('malformations that leave something unknown', () => {
  it('bytes after Pixel Data that are no element are left out and told', () => {
    const input = joinBytes([clean, new TextEncoder().encode('APPENDED BY A TRANSFER TOOL')]);
    expect(irregularitiesOf(input)).toEqual(['trailing-bytes']);
    expect(repaired(input)).toEqual(clean);
  });

  it('bytes after Pixel Data that an implicit header cannot tell from an element are left out and told', () => {
    const implicit = fileOf(writeDataset(image, { ...explicit, isExplicitVr: false }), implicitVrLittleEndianUid);
    const input = joinBytes([implicit, new TextEncoder().encode('APPENDED BY A TRANSFER TOOL')]);
    expect(irregularitiesOf(input)).toEqual(['trailing-bytes']);
    expect(repaired(input)).toEqual(implicit);
  });

  it('a standard sequence stored as UN that cannot be followed stays one value and is told', () => {
    const content = writeDataset([{ tag: 0x00100010, vr: 'PN', values: ['TEST^ONE'] }], explicit);
    const input = fileOf(writeDataset([{ tag: 0x00081140, vr: 'UN', bytes: content }, ...header.slice(3)], explicit));
    const dataset = indexBytes(input);
    expect(dataset.irregularities.map((irregularity) => irregularity.code)).toEqual(['unread-sequence']);
    expect(dataset.elements.flags[findElement(dataset, 0x00081140)]! & elementFlag.walkedAsSequence).toBe(0);
  });
});

describe('malformations that refuse the file', () => {
  const nested = writeDataset([{ tag: 0x00081140, vr: 'SQ', items: [header] }], {
    ...explicit,
    hasUndefinedLengths: true,
  });
  const definedNested = writeDataset([{ tag: 0x00081140, vr: 'SQ', items: [header] }], explicit);
  const tooLongItem = new Uint8Array(definedNested);
  tooLongItem[16] = 0xf0;
  const unknownVr = new Uint8Array(bareDataset);
  unknownVr.set([0x3f, 0x3f], bareDataset.length - 16);
  const encapsulated = fileOf(writeDataset([...header, fragments], explicit), jpegUid);
  const brokenFragment = new Uint8Array(encapsulated);
  brokenFragment[encapsulated.length - 24] = 0x10;
  const implicitMeta = new Uint8Array(clean);
  implicitMeta.set([4, 0, 0, 0], 136);
  const explicitInUn = new Uint8Array(nested);
  explicitInUn.set([0x55, 0x4e], 4);
  const stray = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
  let deep: readonly ElementDescription[] = header;
  for (let level = 0; level < 65; level++) deep = [{ tag: 0x00081140, vr: 'SQ', items: [deep] }];
  const directory: ElementDescription = { tag: 0x00041220, vr: 'SQ', items: [] };
  const deflated = buildFile(image, { transferSyntaxUid: '1.2.840.10008.1.2.1.99' });
  const damagedDeflated = fileOf(new Uint8Array(64).fill(0xff), '1.2.840.10008.1.2.1.99');
  const notDeflated = fileOf(bareDataset, '1.2.840.10008.1.2.1.99');

  it.each([
    ['an empty file', new Uint8Array(0), 'empty-file'],
    ['a text file', new TextEncoder().encode('0008,0005 is only mentioned here'), 'not-dicom'],
    ['an archive', Uint8Array.of(0x50, 0x4b, 3, 4, ...new Uint8Array(200)), 'not-dicom'],
    [
      'a directory by its SOP class',
      joinBytes([
        prefix,
        encodeFileMeta({ ...testMeta, mediaStorageSopClassUid: '1.2.840.10008.1.3.10' }),
        bareDataset,
      ]),
      'dicomdir',
    ],
    ['a directory by its records', fileOf(writeDataset([directory, ...image], explicit)), 'dicomdir'],
    ['nothing after the File Meta Information', joinBytes([prefix, meta]), 'truncated'],
    ['zero bytes in place of the data set', joinBytes([prefix, meta, new Uint8Array(600)]), 'truncated'],
    ['a File Meta Information cut short', clean.subarray(0, 170), 'truncated'],
    ['an implicit File Meta Information', implicitMeta, 'malformed'],
    ['a private transfer syntax', fileOf(bareDataset, '1.2.840.113619.5.2'), 'unsupported-transfer-syntax'],
    [
      'a transfer syntax that keeps the pixels on a server (JPIP)',
      fileOf(bareDataset, '1.2.840.10008.1.2.4.94'),
      'unsupported-transfer-syntax',
    ],
    [
      'no transfer syntax and bytes that do not tell',
      joinBytes([
        prefix,
        encodeFileMeta({ ...testMeta, transferSyntaxUid: '' }),
        writeDataset([{ tag: 0x00091001, vr: 'LO', values: ['A'] }], { ...explicit, isExplicitVr: false }),
      ]),
      'malformed',
    ],
    [
      'implicit bytes under an explicit label',
      fileOf(writeDataset(image, { ...explicit, isExplicitVr: false })),
      'label-mismatch',
    ],
    ['explicit bytes under an implicit label', fileOf(bareDataset, implicitVrLittleEndianUid), 'label-mismatch'],
    ['little endian bytes under a big endian label', fileOf(bareDataset, explicitVrBigEndianUid), 'label-mismatch'],
    [
      'fragments under a label without compression',
      fileOf(writeDataset([...header, fragments], explicit)),
      'label-mismatch',
    ],
    ['a header cut short', clean.subarray(0, clean.length - 10), 'truncated'],
    ['a few bytes of a header left', clean.subarray(0, clean.length - 14), 'truncated'],
    ['Pixel Data cut short', clean.subarray(0, clean.length - 2), 'truncated'],
    ['fragments cut short', encapsulated.subarray(0, encapsulated.length - 12), 'truncated'],
    ['fragments without their closing delimiter', encapsulated.subarray(0, encapsulated.length - 8), 'malformed'],
    ['something between fragments', brokenFragment, 'malformed'],
    ['a sequence without its closing delimiter', fileOf(nested.subarray(0, nested.length - 8)), 'truncated'],
    ['an item longer than its sequence', fileOf(joinBytes([tooLongItem, bareDataset])), 'malformed'],
    ['a VR that does not exist', fileOf(unknownVr), 'malformed'],
    ['a delimiter where none is due', fileOf(joinBytes([stray, bareDataset])), 'label-mismatch'],
    [
      'a delimiter between elements',
      fileOf(joinBytes([writeDataset(header, explicit), stray, writeDataset([pixels], explicit)])),
      'malformed',
    ],
    [
      'zero bytes between elements',
      fileOf(joinBytes([writeDataset(header, explicit), new Uint8Array(16), writeDataset([pixels], explicit)])),
      'malformed',
    ],
    [
      'an undefined length that the VR does not allow',
      fileOf(
        joinBytes([
          writeDataset(header, explicit),
          Uint8Array.of(0x40, 0, 0x60, 0xa1, 0x55, 0x54, 0, 0, 0xff, 0xff, 0xff, 0xff),
        ]),
      ),
      'malformed',
    ],
    [
      'fragments in another element than Pixel Data',
      fileOf(writeDataset([...header, { ...fragments, tag: 0x7f240010 }], explicit), jpegUid),
      'malformed',
    ],
    ['explicit headers inside UN', fileOf(joinBytes([explicitInUn, writeDataset([pixels], explicit)])), 'malformed'],
    ['sequences nested too deep', fileOf(writeDataset(deep, explicit)), 'too-deep'],
    ['a deflated data set cut short', deflated.subarray(0, deflated.length - 20), 'truncated'],
    ['a data set that is labelled deflated and is not', notDeflated, 'label-mismatch'],
    ['a deflated data set that does not inflate', damagedDeflated, 'malformed'],
  ])('%s', (_name, input, code) => {
    expect(refusalOf(input)).toBe(code);
  });

  it('a deflated data set that grows without bound', () => {
    const bomb = buildFile([...header, { tag: 0x7fe00010, vr: 'OB', bytes: new Uint8Array(80_000_000) }], {
      transferSyntaxUid: '1.2.840.10008.1.2.1.99',
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect(refusalOf(bomb)).toBe('too-large');
  });
});

describe('docs/malformations.md', () => {
  const table = readFileSync('docs/malformations.md', 'utf8');
  const source = readFileSync('src/dicom/malformations.test.ts', 'utf8');

  it('names a test of this file in every row', () => {
    const rows = table
      .split('\n')
      .filter((line) => /^\| [^-]/.test(line))
      .slice(1);
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const test = row.split('|').at(-2)!.trim();
      expect(source.includes(`'${test}'`) || source.includes(`'${test}: %s'`), test).toBe(true);
    }
  });
});
