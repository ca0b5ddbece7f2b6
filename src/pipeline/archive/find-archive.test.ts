import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildTar } from '../../testing/build-tar.ts';
import { buildZip } from '../../testing/build-zip.ts';
import { findArchive } from './find-archive.ts';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const member = { name: 'IM1', data: latin1('one '.repeat(50)) };

async function find(bytes: Uint8Array, path = 'IM1') {
  const read = async (offsetBytes: number, lengthBytes: number) =>
    bytes.subarray(offsetBytes, offsetBytes + lengthBytes);
  const found = await findArchive(read, bytes.length, path);
  if (found === null) return 'no archive';
  return found.kind === 'archive' ? found.format : `${found.outcome.code}: ${found.outcome.reason}`;
}

/** Bytes with a signature at one place and zeros around it. */
function holding(signature: string, atBytes: number, length = 50_000): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(latin1(signature), atBytes);
  return bytes;
}

describe('findArchive', () => {
  it.each<[string, Uint8Array, string]>([
    ['a zip', buildZip([member]), 'zip'],
    ['an empty zip', buildZip([]), 'zip'],
    ['a tar', buildTar([member]), 'tar'],
    ['a gzip file', gzipSync(latin1('x')), 'gzip'],
  ])('tells %s by its content', async (_, bytes, format) => {
    expect(await find(bytes)).toBe(format);
    expect(await find(bytes, 'scan.dcm')).toBe(format);
  });

  it.each<[string, Uint8Array]>([
    ['7-Zip', holding('7z\xbc\xaf\x27\x1c\x00\x04', 0)],
    ['RAR', holding('Rar!\x1a\x07\x00', 0)],
    ['RAR', holding('Rar!\x1a\x07\x01\x00', 0)],
    ['ISO 9660', holding('CD001\x01', 32_769)],
    ['UDF', holding('BEA01', 32_769)],
    ['raw sectors', holding('CD001', 37_649)],
    ['xz', holding('\xfd7zXZ\x00', 0)],
    ['bzip2', holding('BZh91AY&SY', 0)],
    ['Zstandard', holding('\x28\xb5\x2f\xfd', 0)],
    ['LZ4', holding('\x04\x22\x4d\x18', 0)],
    ['compress', holding('\x1f\x9d\x90', 0)],
    ['cabinet', holding('MSCF\x00\x00\x00\x00', 0)],
    ['DMG', holding('koly\x00\x00\x00\x04', 50_000 - 512)],
    ['cpio', holding('070701', 0)],
    ['a program that unpacks a ZIP archive', Uint8Array.from([...holding('MZ', 0, 700), ...buildZip([member])])],
    [
      'a program that unpacks a 7-Zip archive',
      Uint8Array.from([...holding('MZ', 0, 300_000), ...latin1('7z\xbc\xaf\x27\x1c')]),
    ],
    [
      'a program that unpacks a RAR archive',
      Uint8Array.from([...holding('\x7fELF', 0, 900), ...latin1('Rar!\x1a\x07\x01\x00')]),
    ],
  ])('names %s, to be unpacked first', async (name, bytes) => {
    const said = await find(bytes);
    expect(said).toMatch(/^archive-unsupported: .*[Uu]npack it with another program/);
    expect(said).toContain(name);
  });

  it('names what was cut: pieces of an archive, and downloads that were not finished', async () => {
    const zip = buildZip([member]);
    const last = Uint8Array.from(zip);
    last[zip.length - 18] = 2;
    const piece = /^archive-unsupported: .*one piece of an archive.*Join the pieces/;
    expect(await find(last, 'a.zip')).toMatch(piece);
    for (const name of ['a.z01', 'a.zip.002', 'a.7z.003', 'A.TAR.001'])
      expect(await find(latin1('middle'), name)).toMatch(piece);
    const cut = /^archive-unreadable: .*ends before its list of files.*Download or copy it whole/;
    expect(await find(zip.subarray(0, zip.length - 22), 'a.zip.part')).toMatch(cut);
    expect(await find(zip.subarray(0, 60), 'IM1')).toMatch(cut);
    for (const name of ['a.part', 'b/a.crdownload', 'a.dcm.PARTIAL']) {
      expect(await find(latin1('anything'), name)).toMatch(/^not-dicom: .*download that was not finished/);
    }
  });

  it.each<[string, Uint8Array]>([
    ['text', latin1('PATIENT LIST '.repeat(100))],
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(10_240)],
    ['JPEG', holding('\xff\xd8\xff\xe0\x00\x10JFIF', 0)],
    ['PDF', latin1('%PDF-1.7')],
    ['a program', holding('MZ\x90', 0)],
    ['an office document', buildZip([{ name: '[Content_Types].xml', data: latin1('<Types/>') }])],
    ['an e-book', buildZip([{ name: 'mimetype', data: latin1('application/epub+zip') }])],
    ['a tar with a wrong checksum', buildTar([{ ...member, hasWrongChecksum: true }])],
  ])('leaves %s alone', async (_, bytes) => {
    expect(await find(bytes)).toBe('no archive');
  });

  it('tells a resource fork of macOS, whatever it is called', async () => {
    expect(await find(holding('\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X', 0, 4096))).toMatch(/^system-file: /);
  });

  it('reads little of a large file', async () => {
    let bytesRead = 0;
    for (const start of ['MZ', 'anything']) {
      await findArchive(
        async (offsetBytes, lengthBytes) => {
          bytesRead += lengthBytes;
          return offsetBytes === 0 ? holding(start, 0, lengthBytes) : new Uint8Array(lengthBytes);
        },
        2 ** 40,
        'x',
      );
    }
    expect(bytesRead).toBeLessThan(3_000_000);
  });
});
