import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../dicom/join-bytes.ts';
import { readFromMemory } from '../dicom/reading.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile, indexBytes } from '../testing/build-dataset.ts';
import { bytes, latin, segment } from '../testing/codestreams.ts';
import { all, ctFile, type Image, inspect, inspectFile, jpeg, jpegBaselineUid } from '../testing/compressed-ct.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { cutFrame } from './codestream/cut-frame.ts';
import { inspectCodestreams } from './inspect-codestreams.ts';

const rleUid = '1.2.840.10008.1.2.5';

describe('uncompressed pixels (PS3.3 C.7.6.3)', () => {
  const zeros = new Uint8Array(24);

  it.each<[string, Image, string]>([
    ['as many bytes as pixels', {}, 'original-acquisition'],
    ['zeros behind', { pixels: new Uint8Array(4096) }, 'original-acquisition'],
    ['text behind', { pixels: joinBytes([zeros, latin('Doe^Jane')]) }, 'behind-frames'],
    [
      'text behind the last of the frames',
      { frames: 2, pixels: joinBytes([zeros, zeros, latin('Doe^Jane')]) },
      'behind-frames',
    ],
    ['a frame that is not counted', { pixels: new Uint8Array(48).fill(9) }, 'behind-frames'],
    ['more than padding could be', { pixels: new Uint8Array(2 * 1024 * 1024) }, 'behind-frames'],
    ['fewer bytes than frames need', { frames: 1000, pixels: joinBytes([zeros, latin('Doe^Jane')]) }, 'fewer-pixels'],
    ['no rows', { pixels: joinBytes([zeros, latin('Doe^Jane')]), more: [without(0x00280010)] }, 'no-image-size'],
    ['no bits', { pixels: zeros, more: [without(0x00280100)] }, 'no-image-size'],
    ['a number of frames that is none', { pixels: zeros, more: [count('1e308')] }, 'no-image-size'],
    ['no number of frames', { pixels: zeros, more: [without(0x00280008)] }, 'original-acquisition'],
  ])('%s', (_, image, code) => {
    expect(inspect(image).code).toBe(code);
  });

  it('may have single bits', () => {
    const ofBits = (pixels: Uint8Array) => {
      const file = ctFile({ pixels, more: [bits(1)] });
      return readFromMemory(inspectCodestreams(indexBytes(file), all), file).found;
    };
    expect(ofBits(bytes(1, 2))).toBe(null);
    expect(ofBits(joinBytes([bytes(1, 2), latin('Jane')]))).toBe('behind-frames');
    expect(ofBits(bytes(1))).toBe('fewer-pixels');
  });

  it('are looked through in deflated data sets too', () => {
    const pixels = joinBytes([zeros, latin('Doe^Jane')]);
    const file = (value: Uint8Array) => ctFile({ pixels: value, transferSyntaxUid: '1.2.840.10008.1.2.1.99' });
    expect(inspectFile(file(pixels)).code).toBe('behind-frames');
    expect(inspectFile(file(new Uint8Array(40))).riskClass).toBe('C');
  });
});

const without = (tag: number): ElementDescription => ({ tag, vr: tag === 0x00280008 ? 'IS' : 'US', values: [] });
const count = (value: string): ElementDescription => ({ tag: 0x00280008, vr: 'IS', values: [value] });
const bits = (value: number): ElementDescription => ({ tag: 0x00280100, vr: 'US', values: [value] });

describe('what the header tells', () => {
  const overlay = (position: number, hasData: boolean): readonly ElementDescription[] => [
    { tag: 0x60020100, vr: 'US', values: [16] },
    { tag: 0x60020102, vr: 'US', values: [position] },
    ...(hasData ? [{ tag: 0x60023000, vr: 'OW', bytes: new Uint8Array(2) } as const] : []),
  ];

  it('holds overlays inside the pixel cells (PS3.3 C.9.2)', () => {
    expect(inspect({ more: overlay(12, false) }).code).toBe('embedded-overlay');
    expect(inspect({ more: overlay(0, true) }).riskClass).toBe('C');
  });

  it('holds sound (PS3.4 B.5)', () => {
    const file = buildFile([{ tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.9.4.1'] }]);
    expect(inspectFile(file)).toMatchObject({ riskClass: 'A', code: 'audio' });
  });
});

describe('any bytes', () => {
  it('never lets a comment, an application segment or a tail with letters pass: the first two are cut', () => {
    const text = fc
      .string({ minLength: 2, maxLength: 40, unit: fc.constantFrom(...'ABCDEFGHJMNOPQRSTUVWXYZ^ ') })
      .filter((value) => /[A-Z]{2}/.test(value));
    fc.assert(
      fc.property(text, fc.constantFrom('comment', 'application', 'tail'), (value, place) => {
        const plain = jpeg(null);
        const planted =
          place === 'comment'
            ? jpeg(latin(value))
            : place === 'tail'
              ? joinBytes([plain, latin(value)])
              : joinBytes([plain.subarray(0, 2), segment(0xe1, latin(value)), plain.subarray(2)]);
        if (place === 'tail') return inspect({ fragments: [planted] }).riskClass === 'A';
        const cut = cutFrame(planted);
        return inspect({ fragments: [cut] }).riskClass === 'C' && !Buffer.from(cut).includes(Buffer.from(latin(value)));
      }),
    );
  });

  it('always comes to an answer, the same in any window', () => {
    const codestream = fc.oneof(
      fc.uint8Array({ minLength: 2, maxLength: 200 }),
      fc
        .tuple(
          fc.constantFrom(bytes(0xff, 0xd8), bytes(0xff, 0x4f, 0xff, 0x51), latin('\0\0\0\x0cjP  ')),
          fc.uint8Array({ maxLength: 200 }),
        )
        .map(joinBytes),
    );
    const even = codestream.map((value) => (value.length % 2 === 0 ? value : joinBytes([value, bytes(0)])));
    const syntax = fc.constantFrom(jpegBaselineUid, '1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.102', rleUid);
    fc.assert(
      fc.property(
        fc.array(even, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        syntax,
        (fragments, frames, transferSyntaxUid) => {
          const file = ctFile({ fragments, frames, transferSyntaxUid });
          const dataset = indexBytes(file);
          const whole = readFromMemory(inspectCodestreams(dataset, all), file);
          expect(readInWindows(inspectCodestreams(dataset, all), file).result).toEqual(whole);
        },
      ),
    );
  });
});
