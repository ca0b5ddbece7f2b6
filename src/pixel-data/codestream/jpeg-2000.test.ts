import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import {
  bytes,
  comment2000,
  contentOf,
  inPieces,
  jpeg2000,
  latin,
  longTilePart,
  openTilePart,
  profile,
  segment,
  siz,
  soc,
  tilePart,
} from '../../testing/codestreams.ts';

describe('JPEG 2000 (ISO/IEC 15444-1 annex A)', () => {
  it.each<[string, Uint8Array, string | null]>([
    ['a plain codestream', jpeg2000(tilePart()), null],
    ['Kakadu', jpeg2000(tilePart(), comment2000('Kakadu-v7.10')), 'cut'],
    ['OpenJPEG', jpeg2000(tilePart(), comment2000('Created by GDCM/OpenJPEG version 2.3.1')), 'cut'],
    ['a comment', jpeg2000(tilePart(), comment2000('Doe, Jane')), 'cut'],
    ['a comment in a tile-part', jpeg2000(tilePart(comment2000('Doe, Jane'))), 'cut'],
    ['text behind', joinBytes([jpeg2000(tilePart()), latin('Doe^Jane')]), 'behind-codestream'],
    ['padding behind', joinBytes([jpeg2000(tilePart()), bytes(0)]), null],
    ['OpenJPH', jpeg2000(tilePart(), comment2000('OpenJPH Ver 0.21.2')), 'cut'],
    ['an encoder and a name', jpeg2000(tilePart(), comment2000('Created by OpenJPEG version 2.5.0 Doe')), 'cut'],
    ['a version that is a name', jpeg2000(tilePart(), comment2000('Kakadu-v7Quxworthy')), 'cut'],
    [
      'layers of Kakadu',
      jpeg2000(
        tilePart(),
        comment2000('Kdu-Layer-Info: log_2{Delta-D(squared-error)/Delta-L(bytes)}, L(bytes)\n -192.0,  5.0e+04\n'),
      ),
      'cut',
    ],
    ['layers of Kakadu with a name', jpeg2000(tilePart(), comment2000('Kdu-Layer-Info: Doe, Jane')), 'cut'],
    ['a coding style', jpeg2000(tilePart(), segment(0x52, bytes(0, 0, 0, 1, 0, 5, 4, 4, 0, 1))), null],
    [
      'a coding style with a tail',
      jpeg2000(tilePart(), segment(0x52, latin('\0\0\0\x01\0\x05\x04\x04\0\x01Doe'))),
      'codestream-metadata',
    ],
    ['quantization', jpeg2000(tilePart(), segment(0x5c, bytes(0x40, 0x48, 0x48, 0x50, 0x48))), null],
    [
      'quantization of letters',
      jpeg2000(tilePart(), segment(0x5c, joinBytes([bytes(0x40), latin('Jane')]))),
      'codestream-metadata',
    ],
    ['an unknown marker', jpeg2000(tilePart(), segment(0x70, latin('Doe, Jane'))), 'codestream-metadata'],
    ['capabilities of High-Throughput', jpeg2000(tilePart(), segment(0x50, bytes(0, 2, 0, 0, 0, 0))), null],
    [
      'capabilities with a tail',
      jpeg2000(tilePart(), segment(0x50, latin('\0\x02\0\0\0\0Doe'))),
      'codestream-metadata',
    ],
    ['lengths of tile-parts', jpeg2000(tilePart(), segment(0x55, bytes(0, 0x40, 0, 0, 0, tilePart().length))), null],
    [
      'letters for lengths of tile-parts',
      jpeg2000(tilePart(), segment(0x55, joinBytes([bytes(0, 0x40), latin('Jane')]))),
      'codestream-metadata',
    ],
    [
      'lengths of more tile-parts than there are',
      jpeg2000(tilePart(), segment(0x55, joinBytes([bytes(0, 0x40, 0, 0, 0, tilePart().length), latin('Jane')]))),
      'codestream-metadata',
    ],
    ['lengths of packets', jpeg2000(tilePart(segment(0x58, bytes(0, 2, 3)))), null],
    ['letters for lengths of packets', jpeg2000(tilePart(segment(0x58, latin('\0Quxworthy')))), 'codestream-metadata'],
    ['text at the end of a tile-part', jpeg2000(longTilePart(latin('Quxworthy Zebulon'))), 'behind-codestream'],
    ['a tile-part up to the end', jpeg2000(openTilePart()), null],
    [
      'text behind a tile-part up to the end',
      joinBytes([jpeg2000(openTilePart()), latin('Doe^Jane')]),
      'behind-codestream',
    ],
    ['a codestream without its end', joinBytes([soc, siz, tilePart()]), null],
  ])('%s', (_, image, content) => {
    expect(contentOf(image)).toBe(content);
    for (const pieceBytes of [1, 2, 7, 64]) expect(inPieces(image, pieceBytes)).toBe(content);
  });
});

describe('JP2 (ISO/IEC 15444-1 annex I)', () => {
  const box = (kind: string, content: Uint8Array) =>
    joinBytes([bytes(0, 0, (content.length + 8) >> 8, (content.length + 8) & 0xff), latin(kind), content]);
  const file = (...boxes: readonly Uint8Array[]) => joinBytes([box('jP  ', bytes(13, 10, 0x87, 10)), ...boxes]);
  const codestream = box('jp2c', jpeg2000(tilePart()));
  const appleUuid = bytes(
    0x3a,
    0x0d,
    0x02,
    0x18,
    0x0a,
    0xe9,
    0x41,
    0x15,
    0xb3,
    0x76,
    0x4b,
    0xca,
    0x41,
    0xce,
    0x0e,
    0x71,
  );

  it.each<[string, Uint8Array, string | null]>([
    ['an image', file(box('jp2h', box('ihdr', new Uint8Array(14))), codestream), null],
    ['XML', file(codestream, box('xml ', latin('<name/>'))), 'cut'],
    ['a UUID with content', file(box('uuid', new Uint8Array(40)), codestream), 'cut'],
    ['a UUID that nobody knows', file(box('uuid', new Uint8Array(20)), codestream), 'cut'],
    ['a mark of Apple', file(box('uuid', joinBytes([appleUuid, bytes(1)])), codestream), 'cut'],
    ['a mark of Apple with a tail', file(box('uuid', joinBytes([appleUuid, latin('Doe')])), codestream), 'cut'],
    [
      'a header with a tail',
      file(box('jp2h', box('ihdr', latin('Doe, Jane'.padEnd(20)))), codestream),
      'codestream-metadata',
    ],
    [
      'colours',
      file(
        box('jp2h', joinBytes([box('ihdr', new Uint8Array(14)), box('colr', bytes(1, 0, 0, 0, 0, 0, 16))])),
        codestream,
      ),
      null,
    ],
    [
      'colours with a tail',
      file(box('jp2h', box('colr', latin('\x01\0\0\0\0\0\x10Doe'))), codestream),
      'codestream-metadata',
    ],
    ['a profile', file(box('jp2h', box('colr', joinBytes([bytes(2, 0, 0), profile(200)]))), codestream), null],
    [
      'text behind a profile',
      file(box('jp2h', box('colr', joinBytes([bytes(2, 0, 0), profile(200), latin('Doe')]))), codestream),
      'codestream-metadata',
    ],
    ['a brand that is a name', file(box('ftyp', latin('jp2 \0\0\0\0Doe ')), codestream), 'codestream-metadata'],
    ['free space', file(box('free', new Uint8Array(20)), codestream), 'cut'],
    ['free space with text', file(box('free', latin('Doe, Jane')), codestream), 'cut'],
    ['text behind the last box', joinBytes([file(codestream), latin('Doe')]), 'behind-codestream'],
    ['a box that is cut', joinBytes([file(codestream), bytes(0, 0, 1, 0), latin('jp2c')]), 'unknown-codestream'],
    [
      'a JPEG XL file',
      joinBytes([
        box('JXL ', bytes(13, 10, 0x87, 10)),
        box('ftyp', latin('jxl \0\0\0\0jxl ')),
        box('jxlc', bytes(0xff, 0x0a, 1, 2)),
      ]),
      null,
    ],
    [
      'a JPEG XL file with EXIF',
      joinBytes([
        box('JXL ', bytes(13, 10, 0x87, 10)),
        box('Exif', latin('Doe')),
        box('jxlc', bytes(0xff, 0x0a, 1, 2)),
      ]),
      'cut',
    ],
    [
      'text at the end of JPEG XL',
      joinBytes([bytes(0xff, 0x0a, 1, 2), latin('Quxworthy Zebulon')]),
      'behind-codestream',
    ],
    ['a label in the header', file(box('jp2h', box('lbl ', latin('Doe'))), codestream), 'codestream-metadata'],
    ['a comment in the codestream', file(box('jp2c', jpeg2000(tilePart(), comment2000('Doe')))), 'cut'],
  ])('%s', (_, image, content) => {
    expect(contentOf(image)).toBe(content);
    for (const pieceBytes of [1, 2, 7, 64]) expect(inPieces(image, pieceBytes)).toBe(content);
  });
});
