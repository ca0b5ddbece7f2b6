import { expect, it } from 'vitest';
import {
  type DirectoryRecord,
  explicitVrLittleEndian,
  mediaStorageDirectoryStorage,
  writeMediaDirectory,
} from './media-directory.ts';

const meta = {
  mediaStorageSopClassUid: mediaStorageDirectoryStorage,
  mediaStorageSopInstanceUid: '2.25.7',
  transferSyntaxUid: explicitVrLittleEndian,
  implementationClassUid: '2.25.8',
  implementationVersionName: 'TEST',
};
const record = (type: string, below: readonly DirectoryRecord[] = []): DirectoryRecord => ({
  type,
  keys: [{ tag: 0x00200011, vr: 'IS', values: [type.length] }],
  ...(below.length === 0 && {
    file: { id: ['DICOM', '00000001'], sopClassUid: '1.2.3', sopInstanceUid: '1.2.4', transferSyntaxUid: '1.2.5' },
  }),
  below,
});

/** Walks a directory by its links alone, on bytes: types, with those below in brackets. */
function walk(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  /** Value of the element of an item that has a short header, from where the item begins. */
  const valueIn = (item: number, element: number) => {
    for (let at = item + 8; ; at += 8 + view.getUint16(at + 6, true)) {
      if (view.getUint16(at, true) === 0x0004 && view.getUint16(at + 2, true) === element) return at + 8;
    }
  };
  const level = (item: number): string => {
    if (item === 0) return '';
    expect(view.getUint32(item, true)).toBe(0xe000fffe);
    const type = String.fromCharCode(bytes[valueIn(item, 0x1430)] ?? 0);
    const lower = level(view.getUint32(valueIn(item, 0x1420), true));
    const next = level(view.getUint32(valueIn(item, 0x1400), true));
    return `${type}(${lower})${next === '' ? '' : ` ${next}`}`;
  };
  // Group length is the first element of the meta information; the data set begins behind it with the file-set ID.
  const dataset = 144 + view.getUint32(140, true);
  const [first, last] = [0x1200, 0x1202].map((element) => view.getUint32(valueIn(dataset - 8, element), true));
  return `${level(first ?? 0)} last ${String.fromCharCode(bytes[valueIn(last ?? 0, 0x1430)] ?? 0)}`;
}

it('links each record by where it begins', () => {
  const bytes = writeMediaDirectory(
    [record('A', [record('B', [record('C'), record('D')]), record('E', [record('F')])]), record('G', [record('H')])],
    meta,
  );
  expect(walk(bytes)).toBe('A(B(C() D()) E(F())) G(H()) last G');
});
