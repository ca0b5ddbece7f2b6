import { describe, expect, it } from 'vitest';
import { latin } from '../../testing/codestreams.ts';
import { isEncoderComment } from './known-marks.ts';
import { endsInText, holdsWord, printAtEnd } from './side-bytes.ts';
import { unitKind } from './video-unit-content.ts';

describe('text in numbers', () => {
  it('is a long run of print with many letters at the end of coded data', () => {
    expect(endsInText(latin('\x01Quxworthy Zebulon\0'))).toBe(true);
    expect(endsInText(latin('UUUUUUUUUUUUUUUUUUUUUUUU'))).toBe(false);
    expect(endsInText(latin('Quxworthy'))).toBe(false);
  });

  it('ends where a byte is no character that can be printed', () => {
    for (const byte of [0x00, 0x1f, 0x7f, 0x80, 0xff]) {
      const bytes = Uint8Array.from([...latin('before'), byte, ...latin(' ~behind'), 0, 0]);
      expect([...printAtEnd(bytes)], byte.toString(16)).toEqual([...latin(' ~behind')]);
      expect(endsInText(Uint8Array.from([...latin('Quxworthy'), byte, ...latin('Zebulon')]))).toBe(false);
    }
    expect(printAtEnd(new Uint8Array(3))).toHaveLength(0);
  });

  it('counts letters of either case, from A to Z, and nothing beside them', () => {
    expect(holdsWord(latin('AZAZazaz'))).toBe(true);
    for (const beside of ['@', '[', '`', '{']) expect(holdsWord(latin(`AZAZ${beside}azaz`)), beside).toBe(false);
  });

  it('is a word of eight letters in a header', () => {
    expect(holdsWord(latin('\x01Quxworthy\x02'))).toBe(true);
    expect(holdsWord(latin('avc1mp41isom'))).toBe(false);
  });
});

describe('isEncoderComment', () => {
  it.each([
    'Lavc58.54.100',
    'LEAD Technologies Inc. V1.01',
    'x264 - core 155 r2917 0a84d98 - H.264/MPEG-4 AVC codec - Copyleft 2003-2018 - http://www.videolan.org/x264.html - options: cabac=1 ref=3 deblock=1:0:0 me=hex rc=crf crf=23.0',
    '   ',
    'Lavc58.54.100\0 \0',
  ])('knows "%s"', (text) => {
    expect(isEncoderComment(latin(text))).toBe(true);
  });

  it.each(['Doe', 'Lavc for Doe', 'x'.repeat(600), 'Lavc58.Doe'])('does not know "%s"', (text) => {
    expect(isEncoderComment(latin(text))).toBe(false);
  });
});

describe('a unit of a video', () => {
  it('is of no known kind where its first bit is set, which the standards forbid', () => {
    expect([unitKind('avc', 0x65), unitKind('avc', 0xe5)]).toEqual(['coded', 'unknown']);
    expect([unitKind('hevc', 0x26), unitKind('hevc', 0x80), unitKind('hevc', 0xa6)]).toEqual([
      'coded',
      'unknown',
      'unknown',
    ]);
  });
});
