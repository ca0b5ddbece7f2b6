import { describe, expect, it } from 'vitest';
import { frameCodingOf } from './frame-coding.ts';

const syntax = (ending: string) => `1.2.840.10008.1.2.${ending}`;

describe('how frames are coded', () => {
  it.each([
    ['5', { kind: 'rle' }],
    ['1.98', { kind: 'plain' }],
    ['8.1', { kind: 'deflated' }],
    ['4.50', { kind: 'codec', codec: 'DecodeJpeg' }],
    ['4.70', { kind: 'codec', codec: 'DecodeJpeg' }],
    ['4.80', { kind: 'codec', codec: 'DecodeJpegLs' }],
    ['4.81', { kind: 'codec', codec: 'DecodeJpegLs' }],
    ['4.90', { kind: 'codec', codec: 'DecodeJpeg2000' }],
    ['4.93', { kind: 'codec', codec: 'DecodeJpeg2000' }],
    ['4.201', { kind: 'codec', codec: 'DecodeHtJpeg2000' }],
    ['4.203', { kind: 'codec', codec: 'DecodeHtJpeg2000' }],
    ['4.110', { kind: 'codec', codec: 'DecodeJpegXl' }],
    ['4.100', { kind: 'video' }],
    ['4.100.1', { kind: 'video' }],
    ['4.108', { kind: 'video' }],
    ['4.109', { kind: 'unknown' }],
    ['4.1000', { kind: 'unknown' }],
    ['4.100.12', { kind: 'unknown' }],
    ['4.58', { kind: 'unknown' }],
    ['4.94', { kind: 'unknown' }],
    ['51', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('is told by the transfer syntax (PS3.5 A.4): %s', (ending, coding) => {
    expect(frameCodingOf(syntax(ending), true)).toEqual(coding);
  });

  it('is plain where the pixels are not encapsulated, whatever the syntax says', () => {
    for (const ending of ['1', '5', '4.50', '8.1', '4.100']) {
      expect(frameCodingOf(syntax(ending), false)).toEqual({ kind: 'plain' });
    }
  });

  it('of a syntax of somebody else is not known, whatever it ends in', () => {
    expect(frameCodingOf('1.3.6.1.4.1.5962.4.50', true)).toEqual({ kind: 'unknown' });
  });
});
