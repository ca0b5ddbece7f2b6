import { describe, expect, it } from 'vitest';
import { latin } from '../../testing/codestreams.ts';
import { isEncoderComment } from './known-marks.ts';
import { endsInText, holdsWord } from './side-bytes.ts';

describe('text in numbers', () => {
  it('is a long run of print with many letters at the end of coded data', () => {
    expect(endsInText(latin('\x01Quxworthy Zebulon\0'))).toBe(true);
    expect(endsInText(latin('UUUUUUUUUUUUUUUUUUUUUUUU'))).toBe(false);
    expect(endsInText(latin('Quxworthy'))).toBe(false);
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
  ])('knows "%s"', (text) => {
    expect(isEncoderComment(latin(text))).toBe(true);
  });

  it.each(['Doe', 'Lavc for Doe', 'x'.repeat(600), 'Lavc58.Doe'])('does not know "%s"', (text) => {
    expect(isEncoderComment(latin(text))).toBe(false);
  });
});
