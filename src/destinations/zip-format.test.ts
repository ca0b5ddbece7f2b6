import { describe, expect, it } from 'vitest';
import { centralHeader, endRecords, localHeader, type ZipEntry } from './zip-format.ts';

const gigabyte = 1024 ** 3;
const entry: ZipEntry = {
  nameBytes: new TextEncoder().encode('a/b.dcm'),
  sizeBytes: 10,
  crc32: 0x01020304,
  offsetBytes: 0,
};

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

describe('localHeader (APPNOTE 4.3.7)', () => {
  it('has CRC and sizes, no data descriptor, a UTF-8 name and the earliest date', () => {
    const view = viewOf(localHeader(entry));
    expect(view.byteLength).toBe(30 + 7);
    expect(view.getUint32(0, true)).toBe(0x04034b50);
    expect(view.getUint16(6, true)).toBe(0x0800);
    expect(view.getUint16(8, true)).toBe(0);
    expect(view.getUint16(10, true)).toBe(0);
    expect(view.getUint16(12, true)).toBe(0x0021);
    expect(view.getUint32(14, true)).toBe(0x01020304);
    expect(view.getUint32(18, true)).toBe(10);
    expect(view.getUint32(22, true)).toBe(10);
  });

  it('moves both sizes to a ZIP64 field from 4 GiB - 1 on (APPNOTE 4.5.3)', () => {
    const view = viewOf(localHeader({ ...entry, sizeBytes: 5 * gigabyte }));
    expect(view.getUint16(4, true)).toBe(45);
    expect(view.getUint32(18, true)).toBe(0xffffffff);
    expect(view.getUint32(22, true)).toBe(0xffffffff);
    expect(view.getUint16(28, true)).toBe(20);
    expect(view.getUint16(37, true)).toBe(1);
    expect(view.getUint16(39, true)).toBe(16);
    expect(view.getBigUint64(41, true)).toBe(BigInt(5 * gigabyte));
    expect(view.getBigUint64(49, true)).toBe(BigInt(5 * gigabyte));
    expect(localHeader({ ...entry, sizeBytes: 0xfffffffe })).toHaveLength(37);
    expect(localHeader({ ...entry, sizeBytes: 0xffffffff })).toHaveLength(57);
  });
});

describe('centralHeader (APPNOTE 4.3.12)', () => {
  it('has no extra field for entries that need none', () => {
    const view = viewOf(centralHeader({ ...entry, offsetBytes: 0xfffffffe }));
    expect(view.byteLength).toBe(46 + 7);
    expect(view.getUint32(42, true)).toBe(0xfffffffe);
    expect(view.getUint16(30, true)).toBe(0);
  });

  it('moves only the offset to ZIP64 when only that is large', () => {
    const view = viewOf(centralHeader({ ...entry, offsetBytes: 6 * gigabyte }));
    expect(view.getUint32(20, true)).toBe(10);
    expect(view.getUint32(42, true)).toBe(0xffffffff);
    expect(view.getUint16(30, true)).toBe(12);
    expect(view.getUint16(55, true)).toBe(8);
    expect(view.getBigUint64(57, true)).toBe(BigInt(6 * gigabyte));
  });

  it('puts sizes before the offset when both are large (APPNOTE 4.5.3)', () => {
    const view = viewOf(centralHeader({ ...entry, sizeBytes: 5 * gigabyte, offsetBytes: 6 * gigabyte }));
    expect(view.getUint16(55, true)).toBe(24);
    expect(view.getBigUint64(57, true)).toBe(BigInt(5 * gigabyte));
    expect(view.getBigUint64(65, true)).toBe(BigInt(5 * gigabyte));
    expect(view.getBigUint64(73, true)).toBe(BigInt(6 * gigabyte));
  });
});

describe('endRecords (APPNOTE 4.3.14 to 4.3.16)', () => {
  it('is the classic record alone while every number fits', () => {
    const view = viewOf(endRecords(65_534, 1000, 2000));
    expect(view.byteLength).toBe(22);
    expect(view.getUint16(8, true)).toBe(65_534);
    expect(view.getUint32(12, true)).toBe(2000);
    expect(view.getUint32(16, true)).toBe(1000);
  });

  it.each([
    ['65,535 entries', 65_535, 1000, 2000],
    ['a central directory behind 4 GiB', 3, 7 * gigabyte, 2000],
    ['a central directory larger than 4 GiB', 60_000_000, 7 * gigabyte, 5 * gigabyte],
  ])('adds the ZIP64 records for %s', (_, count, offsetBytes, sizeBytes) => {
    const view = viewOf(endRecords(count, offsetBytes, sizeBytes));
    expect(view.byteLength).toBe(56 + 20 + 22);
    expect(view.getUint32(0, true)).toBe(0x06064b50);
    expect(view.getBigUint64(4, true)).toBe(44n);
    expect(view.getBigUint64(24, true)).toBe(BigInt(count));
    expect(view.getBigUint64(32, true)).toBe(BigInt(count));
    expect(view.getBigUint64(40, true)).toBe(BigInt(sizeBytes));
    expect(view.getBigUint64(48, true)).toBe(BigInt(offsetBytes));
    expect(view.getUint32(56, true)).toBe(0x07064b50);
    expect(view.getBigUint64(64, true)).toBe(BigInt(offsetBytes + sizeBytes));
    expect(view.getUint16(76 + 10, true)).toBe(Math.min(count, 0xffff));
    expect(view.getUint32(76 + 12, true)).toBe(Math.min(sizeBytes, 0xffffffff));
    expect(view.getUint32(76 + 16, true)).toBe(Math.min(offsetBytes, 0xffffffff));
  });
});
