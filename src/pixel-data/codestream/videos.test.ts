import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { readFromMemory } from '../../dicom/reading.ts';
import { cursorOver } from './cursor.ts';
import { videoContent } from './video-content.ts';
import { createUnitWalker } from './video-units.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const ignore = () => undefined;
const contentOf = (stream: Uint8Array) => readFromMemory(videoContent(cursorOver(stream), ignore), stream);

const uuid = new Uint8Array(16);
const x264 =
  'x264 - core 155 r2917 0a84d98 - H.264/MPEG-4 AVC codec - Copyleft 2003-2018 - http://www.videolan.org/x264.html - options: cabac=1 ref=3';

/** Supplemental enhancement information of H.264: kind, length, content. */
const message = (kind: number, content: Uint8Array) =>
  joinBytes([bytes(6, kind, content.length, ...content), bytes(0x80)]);
const unit = (content: Uint8Array) => joinBytes([bytes(0, 0, 0, 1), content]);
const slice = unit(bytes(0x65, 0x88, 0x84, 1, 2, 3));
const h264 = (...units: readonly Uint8Array[]) => joinBytes([unit(bytes(0x67, 1, 2, 3)), ...units.map(unit), slice]);
const mpeg2 = (...units: readonly Uint8Array[]) =>
  joinBytes([
    bytes(0, 0, 1, 0xb3, 1, 2, 3),
    ...units.map((one) => joinBytes([bytes(0, 0, 1), one])),
    bytes(0, 0, 1, 1, 9, 9),
  ]);

describe('elementary streams', () => {
  it.each<[string, Uint8Array, string | null]>([
    ['MPEG-2', mpeg2(bytes(0xb8, 1, 2, 3, 4)), null],
    ['user data of MPEG-2', mpeg2(joinBytes([bytes(0xb2), latin('Doe^Jane')])), 'codestream-comment'],
    ['user data that names FFmpeg', mpeg2(joinBytes([bytes(0xb2), latin('Lavc58.54.100')])), null],
    ['captions', mpeg2(joinBytes([bytes(0xb2), latin('GA94\x03Doe')])), 'codestream-comment'],
    ['a start code that nobody uses', mpeg2(joinBytes([bytes(0xb0), latin('Doe^Jane')])), 'unknown-codestream'],
    [
      'a sequence header with a tail',
      mpeg2(joinBytes([bytes(0xb5), latin('Quxworthy Zebulon')])),
      'codestream-metadata',
    ],
    ['H.264', h264(), null],
    ['x264', h264(message(5, joinBytes([uuid, latin(x264)]))), null],
    ['text in H.264', h264(message(5, joinBytes([uuid, latin('Doe^Jane')]))), 'codestream-comment'],
    ['an encoder with a name', h264(message(5, joinBytes([uuid, latin(`${x264} Doe, Jane`)]))), 'codestream-comment'],
    ['registered user data', h264(message(4, latin('Doe'))), 'codestream-comment'],
    ['picture timing', h264(message(1, bytes(1, 2, 3))), null],
    ['text as picture timing', h264(message(1, latin('Quxworthy'))), 'codestream-metadata'],
    ['filler', h264(bytes(12, 0xff, 0xff, 0x80)), null],
    ['text as filler', h264(joinBytes([bytes(12), latin('Doe')])), 'codestream-metadata'],
    ['an unspecified unit', h264(joinBytes([bytes(24), latin('Doe')])), 'unknown-codestream'],
    ['text behind a slice', joinBytes([h264(), latin('Quxworthy Zebulon')]), 'behind-codestream'],
    ['H.265', joinBytes([unit(bytes(0x40, 1, 2)), unit(bytes(0x26, 1, 3, 4))]), null],
    [
      'text in H.265',
      joinBytes([
        unit(bytes(0x40, 1, 2)),
        unit(joinBytes([bytes(0x4e, 1, 5, 24), uuid, latin('Doe^Jane'), bytes(0x80)])),
      ]),
      'codestream-comment',
    ],
    ['anything else', latin('Doe^Jane'), 'unknown-codestream'],
    ['text in front', joinBytes([latin('Doe'), h264()]), 'unknown-codestream'],
  ])('%s', (_, stream, content) => {
    expect(contentOf(stream)).toBe(content);
    // However it is cut.
    for (const step of [1, 3, 5]) {
      const units = createUnitWalker(ignore);
      let found = null;
      for (let at = 0; at < stream.length && found === null; at += step)
        found = units.push(stream.slice(at, at + step));
      expect(found ?? units.end(), `in steps of ${step}`).toBe(content);
    }
  });
});

describe('transport streams (ISO/IEC 13818-1)', () => {
  const packet = (pid: number, payload: Uint8Array, isStart = true) => {
    const content = new Uint8Array(188).fill(0xff);
    const stuffing = 184 - payload.length;
    const head = [0x47, (isStart ? 0x40 : 0) | (pid >> 8), pid & 0xff, stuffing > 0 ? 0x30 : 0x10];
    content.set(stuffing > 0 ? [...head, stuffing - 1, ...(stuffing > 1 ? [0] : [])] : head);
    content.set(payload, 188 - payload.length);
    return content;
  };
  const section = (pid: number, content: readonly number[]) => {
    const payload = new Uint8Array(184).fill(0xff);
    payload.set(content);
    return packet(pid, payload);
  };
  /** A program map with streams of these types, on 0x100 and above. */
  const map = (...types: readonly number[]) => {
    const length = 9 + 5 * types.length + 4;
    const streams = types.flatMap((type, n) => [type, 0xe1, n, 0xf0, 0]);
    return section(0x10, [0, 2, 0xb0, length, 0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, ...streams, 0, 0, 0, 0]);
  };
  const association = section(0, [0, 0, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xe0, 0x10, 0, 0, 0, 0]);
  const pictures = (stream: Uint8Array) => packet(0x100, joinBytes([bytes(0, 0, 1, 0xe0, 0, 0, 0x80, 0, 0), stream]));

  it.each<[string, readonly Uint8Array[], string | null]>([
    ['pictures', [association, map(0x1b), pictures(h264())], null],
    ['sound', [association, map(0x1b, 0x0f), pictures(h264())], 'audio-track'],
    ['no map', [association, association], 'unknown-codestream'],
    [
      'text in the pictures',
      [association, map(0x1b), pictures(h264(message(5, joinBytes([uuid, latin('Doe^Jane')]))))],
      'codestream-comment',
    ],
    [
      'an empty packet',
      [association, map(0x1b), packet(0x1fff, new Uint8Array(184).fill(0xff)), pictures(h264())],
      null,
    ],
    [
      'text in an empty packet',
      [association, map(0x1b), packet(0x1fff, latin('Doe'.padEnd(184))), pictures(h264())],
      'behind-codestream',
    ],
    [
      'a packet of no stream',
      [association, map(0x1b), packet(0x55, latin('Doe'.padEnd(184)), false), pictures(h264())],
      'unknown-codestream',
    ],
    [
      'text behind a table',
      [association, map(0x1b), section(0x11, [0, 0x42, 0xb0, 13, ...latin('123456789ABCDE'), 0, 0, 0x44])],
      'unknown-codestream',
    ],
    ['text behind the last packet', [association, map(0x1b), pictures(h264()), latin('Doe')], 'behind-codestream'],
    ['padding behind the last packet', [association, map(0x1b), pictures(h264()), bytes(0)], null],
  ])('%s', (_, packets, content) => {
    expect(contentOf(joinBytes(packets))).toBe(content);
  });
});

describe('program streams', () => {
  const pack = bytes(0, 0, 1, 0xba, 0x44, 0, 4, 0, 4, 1, 0, 0, 3, 0xf8);
  const packet = (kind: number, content: Uint8Array) =>
    joinBytes([bytes(0, 0, 1, kind, content.length >> 8, content.length & 0xff), content]);
  const pictures = (stream: Uint8Array) => packet(0xe0, joinBytes([bytes(0x80, 0, 0), stream]));

  it.each<[string, readonly Uint8Array[], string | null]>([
    ['pictures', [pictures(mpeg2())], null],
    ['sound', [pictures(mpeg2()), packet(0xc0, bytes(1, 2))], 'audio-track'],
    ['text in the pictures', [pictures(mpeg2(joinBytes([bytes(0xb2), latin('Doe^Jane')])))], 'codestream-comment'],
    ['text as padding', [packet(0xbe, latin('Doe')), pictures(mpeg2())], 'behind-codestream'],
    ['text behind', [pictures(mpeg2()), latin('Doe^Jane')], 'behind-codestream'],
  ])('%s', (_, packets, content) => {
    expect(contentOf(joinBytes([pack, ...packets]))).toBe(content);
  });
});

describe('MP4 (ISO/IEC 14496-12)', () => {
  const box = (kind: string, ...content: readonly Uint8Array[]) => {
    const all = joinBytes(content);
    return joinBytes([bytes(0, 0, (all.length + 8) >> 8, (all.length + 8) & 0xff), latin(kind), all]);
  };
  const handler = (kind: string, name: string) =>
    box('hdlr', new Uint8Array(8), latin(kind), new Uint8Array(12), latin(`${name}\0`));
  const header = (day: number) => box('mvhd', bytes(0, 0, 0, 0, 0, 0, 0, day), new Uint8Array(92));
  const data = box('mdat', bytes(0, 0, 0, 3, 0x65, 1, 2));
  const file = (...boxes: readonly Uint8Array[]) => joinBytes([box('ftyp', latin('isom\0\0\0\0isomavc1')), ...boxes]);
  const movie = (...boxes: readonly Uint8Array[]) => box('moov', header(0), ...boxes);

  it.each<[string, Uint8Array, string | null]>([
    ['pictures', file(movie(box('trak', box('mdia', handler('vide', 'VideoHandler')))), data), null],
    ['sound', file(movie(box('trak', box('mdia', handler('soun', 'SoundHandler')))), data), 'audio-track'],
    [
      'a track with a name',
      file(movie(box('trak', box('mdia', handler('vide', 'Doe, Jane')))), data),
      'codestream-metadata',
    ],
    ['the day it was made', file(box('moov', header(7)), data), 'codestream-metadata'],
    ['a title', file(movie(box('udta', box('meta', latin('Doe, Jane')))), data), 'codestream-metadata'],
    ['FFmpeg', file(movie(box('udta', box('meta', latin('\0Lavf58.29.100')))), data), null],
    [
      'text in the pictures',
      file(movie(), box('mdat', bytes(0, 0, 0, 28), message(5, joinBytes([uuid, latin('Doe^Jane')])))),
      'codestream-comment',
    ],
    ['text for pictures', file(movie(), box('mdat', latin('Doe, Jane'))), 'unknown-codestream'],
    ['free space with text', file(box('free', latin('Doe')), movie(), data), 'codestream-metadata'],
    ['a box that nobody knows', file(movie(), data, box('uuid', new Uint8Array(20))), 'codestream-metadata'],
  ])('%s', (_, stream, content) => {
    expect(contentOf(stream)).toBe(content);
  });
});
