import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { boxContent } from './box-content.ts';
import { imageContent } from './codestream-of.ts';
import { isEncoderComment } from './known-marks.ts';
import { videoContent } from './video-content.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function segment(code: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joinBytes([bytes(0xff, code, length >> 8, length & 0xff), content]);
}

const soi = bytes(0xff, 0xd8);
const eoi = bytes(0xff, 0xd9);
const jfif = segment(0xe0, joinBytes([latin('JFIF\0'), bytes(1, 1, 0, 0, 1, 0, 1, 0, 0)]));
const scan = joinBytes([segment(0xda, bytes(1, 1, 0, 0, 63, 0)), bytes(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4)]);

function jpeg(...segments: readonly Uint8Array[]): Uint8Array {
  return joinBytes([soi, jfif, ...segments, scan, eoi]);
}

const soc = bytes(0xff, 0x4f);
const siz = segment(0x51, new Uint8Array(38));
const comment2000 = (text: string) => segment(0x64, joinBytes([bytes(0, 1), latin(text)]));

function jpeg2000(tilePart: Uint8Array, ...header: readonly Uint8Array[]): Uint8Array {
  return joinBytes([soc, siz, ...header, tilePart, eoi]);
}

/** A tile-part with a stated length. */
function tilePart(...header: readonly Uint8Array[]): Uint8Array {
  const rest = joinBytes([...header, bytes(0xff, 0x93, 1, 2, 0xff, 0x4f, 3)]);
  const length = 12 + rest.length;
  return joinBytes([segment(0x90, bytes(0, 0, 0, 0, length >> 8, length & 0xff, 0, 1)), rest]);
}

describe('JPEG (ISO/IEC 10918-1 annex B)', () => {
  it.each<[string, Uint8Array, string]>([
    ['a plain image', jpeg(), 'nothing'],
    ['an image without its end', joinBytes([soi, jfif, scan]), 'nothing'],
    ['Adobe colours', jpeg(segment(0xee, latin('Adobe\0d\0\0\0\0\0'))), 'nothing'],
    ['an encoder that names itself', jpeg(segment(0xfe, latin('LEAD Technologies Inc. V1.01\0'))), 'nothing'],
    ['an empty comment', jpeg(segment(0xfe, new Uint8Array(4))), 'nothing'],
    ['a comment', jpeg(segment(0xfe, latin('Doe, Jane'))), 'codestream-comment'],
    ['an encoder and a name', jpeg(segment(0xfe, latin('LEAD Technologies Inc. V1.01 Doe'))), 'codestream-comment'],
    ['EXIF', jpeg(segment(0xe1, latin('Exif\0\0MM'))), 'codestream-metadata'],
    ['XMP', jpeg(segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0'))), 'codestream-metadata'],
    ['a thumbnail', jpeg(segment(0xe0, latin('JFXX\0'))), 'codestream-metadata'],
    [
      'JFIF as long as a thumbnail',
      jpeg(segment(0xe0, joinBytes([latin('JFIF\0'), new Uint8Array(300)]))),
      'codestream-metadata',
    ],
    ['a comment between scans', joinBytes([soi, scan, segment(0xfe, latin('Doe')), scan, eoi]), 'codestream-comment'],
    ['one byte of padding', joinBytes([jpeg(), bytes(0x20)]), 'nothing'],
    ['zeros behind', joinBytes([jpeg(), new Uint8Array(100)]), 'nothing'],
    ['FF before the end', joinBytes([soi, jfif, scan, bytes(0xff, 0xff, 0xff), eoi]), 'nothing'],
    ['text behind', joinBytes([jpeg(), latin('Doe^Jane')]), 'behind-codestream'],
    ['a second image behind', joinBytes([jpeg(), jpeg()]), 'behind-codestream'],
    ['text instead of a marker', joinBytes([soi, latin('Doe^Jane')]), 'unknown-codestream'],
  ])('%s', (_, image, content) => {
    expect(imageContent(image, true)).toBe(content);
  });

  it('knows JPEG-LS data by its own stuffing (ISO/IEC 14495-1 annex A)', () => {
    const frame = segment(0xf7, new Uint8Array(9));
    const data = joinBytes([segment(0xda, bytes(1, 1, 0, 0, 0, 0)), bytes(1, 0xff, 0x7e, 5, 0xff, 0x01, 9)]);
    expect(imageContent(joinBytes([soi, frame, data, eoi]), true)).toBe('nothing');
    expect(imageContent(joinBytes([soi, frame, data, eoi, latin('Doe')]), true)).toBe('behind-codestream');
  });

  it('asks for more of a header that is cut, and ends at the first scan', () => {
    const image = jpeg(segment(0xfe, latin('Doe, Jane')));
    expect(imageContent(image.subarray(0, 24), false)).toBe('more');
    expect(imageContent(jpeg().subarray(0, jpeg().length - 3), false)).toBe('nothing');
  });
});

describe('JPEG 2000 (ISO/IEC 15444-1 annex A)', () => {
  it.each<[string, Uint8Array, string]>([
    ['a plain codestream', jpeg2000(tilePart()), 'nothing'],
    ['Kakadu', jpeg2000(tilePart(), comment2000('Kakadu-v7.10')), 'nothing'],
    ['OpenJPEG', jpeg2000(tilePart(), comment2000('Created by GDCM/OpenJPEG version 2.3.1')), 'nothing'],
    ['a comment', jpeg2000(tilePart(), comment2000('Doe, Jane')), 'codestream-comment'],
    ['a comment in a tile-part', jpeg2000(tilePart(comment2000('Doe, Jane'))), 'codestream-comment'],
    ['text behind', joinBytes([jpeg2000(tilePart()), latin('Doe^Jane')]), 'behind-codestream'],
    ['padding behind', joinBytes([jpeg2000(tilePart()), bytes(0)]), 'nothing'],
  ])('%s', (_, image, content) => {
    expect(imageContent(image, true)).toBe(content);
  });
});

describe('JP2 (ISO/IEC 15444-1 annex I)', () => {
  const box = (kind: string, content: Uint8Array) =>
    joinBytes([bytes(0, 0, (content.length + 8) >> 8, (content.length + 8) & 0xff), latin(kind), content]);
  const file = (...boxes: readonly Uint8Array[]) => joinBytes([box('jP  ', bytes(13, 10, 0x87, 10)), ...boxes]);
  const codestream = box('jp2c', jpeg2000(tilePart()));

  it.each<[string, Uint8Array, string]>([
    ['an image', file(box('jp2h', box('ihdr', new Uint8Array(14))), codestream), 'nothing'],
    ['XML', file(codestream, box('xml ', latin('<name/>'))), 'codestream-metadata'],
    ['a UUID with content', file(box('uuid', new Uint8Array(40)), codestream), 'codestream-metadata'],
    ['a UUID with a number', file(box('uuid', new Uint8Array(20)), codestream), 'nothing'],
    ['a label in the header', file(box('jp2h', box('lbl ', latin('Doe'))), codestream), 'codestream-metadata'],
    ['a comment in the codestream', file(box('jp2c', jpeg2000(tilePart(), comment2000('Doe')))), 'codestream-comment'],
  ])('%s', (_, image, content) => {
    expect(boxContent(image, true)).toBe(content);
  });
});

describe('video', () => {
  const packet = (pid: number, payload: readonly number[]) => {
    const content = new Uint8Array(188).fill(0xff);
    content.set([0x47, 0x40 | (pid >> 8), pid & 0xff, 0x10, ...payload]);
    return content;
  };
  /** A program map with streams of these types. */
  const map = (...types: readonly number[]) => {
    const length = 9 + 5 * types.length + 4;
    const streams = types.flatMap((type, n) => [type, 0xe1, n, 0xf0, 0]);
    return packet(0x100, [0, 2, 0xb0, length, 0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, ...streams, 0, 0, 0, 0]);
  };
  const association = packet(0, [0, 0, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xe1, 0, 0, 0, 0, 0]);

  it.each<[string, Uint8Array, string]>([
    ['pictures in a transport stream', joinBytes([association, map(0x1b)]), 'nothing'],
    ['sound in a transport stream', joinBytes([association, map(0x1b, 0x0f)]), 'audio-track'],
    ['a transport stream without a map', joinBytes([association, association]), 'unknown-codestream'],
    ['an elementary stream', bytes(0, 0, 1, 0xb3, 1, 2, 3, 0, 0, 1, 0xb8, 1), 'nothing'],
    ['sound in a program stream', bytes(0, 0, 1, 0xba, 1, 2, 0, 0, 1, 0xc0, 1), 'audio-track'],
    ['user data', joinBytes([bytes(0, 0, 1, 0xb3, 9, 0, 0, 1, 0xb2), latin('Doe^Jane')]), 'codestream-comment'],
    ['x264', joinBytes([bytes(0, 0, 0, 1, 0x06, 5, 40), new Uint8Array(16), latin('x264 - core 155')]), 'nothing'],
    [
      'text in H.264',
      joinBytes([bytes(0, 0, 0, 1, 0x06, 5, 40), new Uint8Array(16), latin('Doe^Jane')]),
      'codestream-comment',
    ],
    ['anything else', latin('Doe^Jane'), 'unknown-codestream'],
  ])('%s', (_, stream, content) => {
    expect(videoContent(stream)).toBe(content);
  });
});

describe('isEncoderComment', () => {
  it.each([
    'Kakadu-2.2',
    'Kakadu-v8.4.1',
    'Created by OpenJPEG version 2.5.0',
    'Created by Grok     version 2.3.0',
    'Creator: JasPer Version 1.701.0',
    'CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n',
    'Lavc58.54.100',
    '   ',
  ])('knows "%s"', (text) => {
    expect(isEncoderComment(latin(text))).toBe(true);
  });

  it.each(['Kakadu', 'Doe', 'Lavc for Doe', 'x'.repeat(600)])('does not know "%s"', (text) => {
    expect(isEncoderComment(latin(text))).toBe(false);
  });
});
