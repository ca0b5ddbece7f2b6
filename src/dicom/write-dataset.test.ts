import { describe, expect, it } from 'vitest';
import { testMeta } from '../testing/build-dataset.ts';
import { writeDataset, writeFile } from './write-dataset.ts';

const explicit = { isExplicitVr: true, isLittleEndian: true, hasUndefinedLengths: false };
const bytesOf = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

describe('writeDataset', () => {
  it.each([
    ['explicit little endian', explicit, [0x10, 0, 0x20, 0, ...bytesOf('LO'), 2, 0, ...bytesOf('A ')]],
    [
      'explicit big endian',
      { ...explicit, isLittleEndian: false },
      [0, 0x10, 0, 0x20, ...bytesOf('LO'), 0, 2, ...bytesOf('A ')],
    ],
    ['implicit little endian', { ...explicit, isExplicitVr: false }, [0x10, 0, 0x20, 0, 2, 0, 0, 0, ...bytesOf('A ')]],
  ])('writes a header and pads text with a space: %s', (_title, encoding, expected) => {
    expect([...writeDataset([{ tag: 0x00100020, vr: 'LO', values: ['A'] }], encoding)]).toEqual(expected);
  });

  it('pads UI with a zero byte (PS3.5 6.2)', () => {
    const bytes = writeDataset([{ tag: 0x00080018, vr: 'UI', values: ['1.2'] }], explicit);
    expect(bytes.at(-1)).toBe(0);
  });

  it('uses the long header where the VR has one (PS3.5 7.1.2)', () => {
    const bytes = writeDataset([{ tag: 0x00420011, vr: 'OB', values: [1, 2, 3] }], explicit);
    expect([...bytes]).toEqual([0x42, 0, 0x11, 0, ...bytesOf('OB'), 0, 0, 4, 0, 0, 0, 1, 2, 3, 0]);
  });

  it.each([
    ['US', [258], [2, 1]],
    ['SS', [-2], [0xfe, 0xff]],
    ['SL', [-2], [0xfe, 0xff, 0xff, 0xff]],
    ['FD', [1], [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]],
    ['AT', [0x00100020], [0x10, 0, 0x20, 0]],
    ['DS', [1, 2.5], bytesOf('1\\2.5 ')],
  ] as const)('encodes %s', (vr, values, expected) => {
    const bytes = writeDataset([{ tag: 0x00280010, vr, values }], explicit);
    expect([...bytes.subarray(8)]).toEqual(expected);
  });

  it('throws for a value that its header cannot state', () => {
    const long = { tag: 0x00100020, vr: 'LO', bytes: new Uint8Array(70_000) } as const;
    expect(() => writeDataset([long], explicit)).toThrow('does not fit');
  });
});

describe('writeFile', () => {
  it('writes preamble, prefix and a group length that fits', () => {
    const file = writeFile([{ tag: 0x00100020, vr: 'LO', values: ['A'] }], testMeta);
    expect(new TextDecoder().decode(file.subarray(128, 132))).toBe('DICM');
    const stated = new DataView(file.buffer).getUint32(140, true);
    expect([...file.subarray(144 + stated, 144 + stated + 4)]).toEqual([0x10, 0, 0x20, 0]);
  });

  it('throws for a transfer syntax that it cannot write', () => {
    expect(() => writeFile([], { ...testMeta, transferSyntaxUid: '1.2' })).toThrow('Cannot write');
  });
});
