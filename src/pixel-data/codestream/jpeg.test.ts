import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import {
  bytes,
  contentOf,
  eoi,
  huffman,
  inPieces,
  jfif,
  jpeg,
  latin,
  profile,
  profilePart,
  scan,
  segment,
  soi,
} from '../../testing/codestreams.ts';

describe('JPEG (ISO/IEC 10918-1 annex B)', () => {
  it.each<[string, Uint8Array, string | null]>([
    ['a plain image', jpeg(), null],
    ['an image without its end', joinBytes([soi, jfif, scan]), null],
    ['Adobe colours', jpeg(segment(0xee, latin('Adobe\0d\0\0\0\0\0'))), null],
    [
      'JFIF with a tail',
      jpeg(segment(0xe0, joinBytes([latin('JFIF\0'), bytes(1, 1, 0, 0, 1, 0, 1, 0, 0), latin('Doe')]))),
      'cut',
    ],
    ['Adobe colours with a tail', jpeg(segment(0xee, latin('Adobe\0d\0\0\0\0\0Doe, Jane'))), 'cut'],
    ['the end of a SPIFF directory', jpeg(segment(0xe8, bytes(0, 0, 0, 1, 0xff, 0xd8))), null],
    [
      'the end of a SPIFF directory with a tail',
      jpeg(segment(0xe8, joinBytes([bytes(0, 0, 0, 1), latin('Doe, Jane')]))),
      'cut',
    ],
    ['the colour transform of JPEG-LS', jpeg(segment(0xe8, joinBytes([latin('mrfx'), bytes(1)]))), null],
    ['the colour transform of JPEG-LS with a tail', jpeg(segment(0xe8, latin('mrfx\x01Doe'))), 'cut'],
    ['an ICC profile', jpeg(segment(0xe2, profilePart(profile(200), 1, 1))), null],
    [
      'an ICC profile in two parts',
      jpeg(
        segment(0xe2, profilePart(profile(300).subarray(0, 150), 1, 2)),
        segment(0xe2, profilePart(profile(300).subarray(150), 2, 2)),
      ),
      null,
    ],
    [
      'text behind an ICC profile',
      jpeg(segment(0xe2, joinBytes([profilePart(profile(200), 1, 1), latin('Doe')]))),
      'cut',
    ],
    [
      'text that calls itself an ICC profile',
      jpeg(segment(0xe2, profilePart(latin('Doe, Jane'.repeat(20)), 1, 1))),
      'cut',
    ],
    ['a reserved marker', jpeg(segment(0x02, latin('Doe, Jane'))), 'codestream-metadata'],
    ['an expansion that holds more than its byte', jpeg(segment(0xdf, latin('Doe, Jane'))), 'codestream-metadata'],
    ['a number of lines with a tail', jpeg(segment(0xdc, latin('\0\x08Doe'))), 'codestream-metadata'],
    ['a restart interval', jpeg(segment(0xdd, bytes(0, 4))), null],
    ['a restart interval with a tail', jpeg(segment(0xdd, latin('\0\x04Doe'))), 'codestream-metadata'],
    ['a quantization table', jpeg(segment(0xdb, joinBytes([bytes(0), new Uint8Array(64).fill(9)]))), null],
    [
      'a quantization table with a tail',
      jpeg(segment(0xdb, joinBytes([bytes(0), new Uint8Array(64).fill(9), latin('Doe')]))),
      'codestream-metadata',
    ],
    ['a Huffman table', jpeg(segment(0xc4, huffman([0, 2], [5, 6]))), null],
    [
      'a Huffman table with a tail',
      jpeg(segment(0xc4, joinBytes([huffman([0, 2], [5, 6]), latin('Doe')]))),
      'codestream-metadata',
    ],
    [
      'a Huffman table of letters',
      jpeg(segment(0xc4, huffman([0, 0, 0, 4], [...latin('anna')]))),
      'codestream-metadata',
    ],
    [
      'a frame header with a tail',
      jpeg(segment(0xc0, latin('\x08\0\x08\0\x08\x01\x01\x11\0Doe'))),
      'codestream-metadata',
    ],
    ['text at the end of coded data', joinBytes([soi, scan, latin('Quxworthy Zebulon'), eoi]), 'behind-codestream'],
    ['a header that is cut', joinBytes([soi, scan, bytes(0xff, 0xfe, 0, 40), latin('Doe')]), 'unknown-codestream'],
    ['an encoder with a name behind', jpeg(segment(0xfe, latin('File written by Adobe Photoshop Quxworthy'))), 'cut'],
    ['an encoder with a version', jpeg(segment(0xfe, latin('File written by Adobe Photoshop\xa8 5.0'))), 'cut'],
    ['an encoder that names itself', jpeg(segment(0xfe, latin('LEAD Technologies Inc. V1.01\0'))), 'cut'],
    ['an empty comment', jpeg(segment(0xfe, new Uint8Array(4))), 'cut'],
    ['a comment', jpeg(segment(0xfe, latin('Doe, Jane'))), 'cut'],
    ['an encoder and a name', jpeg(segment(0xfe, latin('LEAD Technologies Inc. V1.01 Doe'))), 'cut'],
    ['EXIF', jpeg(segment(0xe1, latin('Exif\0\0MM'))), 'cut'],
    ['XMP', jpeg(segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0'))), 'cut'],
    ['a thumbnail', jpeg(segment(0xe0, latin('JFXX\0'))), 'cut'],
    ['JFIF as long as a thumbnail', jpeg(segment(0xe0, joinBytes([latin('JFIF\0'), new Uint8Array(300)]))), 'cut'],
    ['a comment between scans', joinBytes([soi, scan, segment(0xfe, latin('Doe')), scan, eoi]), 'cut'],
    ['one byte of padding', joinBytes([jpeg(), bytes(0x20)]), null],
    ['zeros behind', joinBytes([jpeg(), new Uint8Array(100)]), null],
    ['FF before the end', joinBytes([soi, jfif, scan, bytes(0xff, 0xff, 0xff), eoi]), null],
    ['text behind', joinBytes([jpeg(), latin('Doe^Jane')]), 'behind-codestream'],
    ['a second image behind', joinBytes([jpeg(), jpeg()]), 'behind-codestream'],
    ['text instead of a marker', joinBytes([soi, latin('Doe^Jane')]), 'unknown-codestream'],
  ])('%s', (_, image, content) => {
    expect(contentOf(image)).toBe(content);
    for (const pieceBytes of [1, 2, 7, 64]) expect(inPieces(image, pieceBytes)).toBe(content);
  });

  it('knows JPEG-LS data by its own stuffing (ISO/IEC 14495-1 annex A)', () => {
    const frameLs = segment(0xf7, bytes(8, 0, 8, 0, 8, 1, 1, 0x11, 0));
    const data = joinBytes([segment(0xda, bytes(1, 1, 0, 0, 0, 0)), bytes(1, 0xff, 0x7e, 5, 0xff, 0x01, 9)]);
    expect(contentOf(joinBytes([soi, frameLs, data, eoi]))).toBe(null);
    const preset = segment(0xf8, joinBytes([bytes(1), new Uint8Array(10)]));
    expect(contentOf(joinBytes([soi, frameLs, preset, data, eoi]))).toBe(null);
    const tail = segment(0xf8, joinBytes([bytes(1), new Uint8Array(10), latin('Doe')]));
    expect(contentOf(joinBytes([soi, frameLs, tail, data, eoi]))).toBe('codestream-metadata');
    expect(contentOf(joinBytes([soi, frameLs, data, eoi, latin('Doe')]))).toBe('behind-codestream');
  });
});
