import { describe, expect, it } from 'vitest';
import { directoryFileIds } from './directory-file-ids.ts';
import { writeDataset } from './write-dataset.ts';

const directory = [
  {
    tag: 0x00041220,
    vr: 'SQ',
    items: [
      [{ tag: 0x00041430, vr: 'CS', values: ['PATIENT'] }],
      [{ tag: 0x00041500, vr: 'CS', values: ['PT000000', 'ST000000', 'IM000001'] }],
      [{ tag: 0x00041500, vr: 'CS', values: ['README'] }],
    ],
  },
] as const;

describe('directoryFileIds', () => {
  it.each([
    ['explicit little endian', true, true],
    ['explicit big endian', true, false],
    ['implicit little endian', false, true],
  ])('reads the Referenced File IDs of records in %s (PS3.3 F.3.2.2)', (_, isExplicitVr, isLittleEndian) => {
    const bytes = writeDataset(directory, { isExplicitVr, isLittleEndian, hasUndefinedLengths: false });
    expect(directoryFileIds(bytes)).toEqual(['PT000000/ST000000/IM000001', 'README']);
  });

  it('finds none in other bytes, cut ones included', () => {
    expect(directoryFileIds(new Uint8Array([4, 0, 0, 0x15, 0x43, 0x53, 60, 0, 65]))).toEqual([]);
    expect(directoryFileIds(new Uint8Array(0))).toEqual([]);
  });
});
