import { describe, expect, it } from 'vitest';
import { deflateDataset } from '../dicom/deflate-dataset.ts';
import { joinBytes } from '../dicom/join-bytes.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { bytes, latin, segment } from '../testing/codestreams.ts';
import { type Image, inspect, jpeg } from '../testing/compressed-ct.ts';
import { pixelReasons } from './pixel-reason.ts';

const rleUid = '1.2.840.10008.1.2.5';
/** A segment of which nobody knows whether decoding needs it. */
const reserved = joinBytes([jpeg(null).subarray(0, 2), segment(0x02, latin('Doe, Jane')), jpeg(null).subarray(2)]);

describe('compressed images', () => {
  it('leaves an image alone that holds nothing else', () => {
    expect(inspect({ fragments: [jpeg(null)] })).toMatchObject({ riskClass: 'C' });
  });

  it('leaves one with a comment alone, as that is cut', () => {
    expect(inspect({ fragments: [jpeg(latin('Doe, Jane'))] })).toMatchObject({ riskClass: 'C' });
  });

  it('raises one with something else to class A, with the reason', () => {
    expect(inspect({ fragments: [reserved] })).toMatchObject({
      riskClass: 'A',
      code: 'codestream-metadata',
      reason: pixelReasons['codestream-metadata'],
    });
  });

  it('tells both reasons of an image that is class A anyway', () => {
    const { riskClass, reason } = inspect({
      fragments: [reserved],
      more: [{ tag: 0x00280301, vr: 'CS', values: ['YES'] }],
    });
    expect(riskClass).toBe('A');
    expect(reason).toBe(`${pixelReasons['burned-in-annotation']}; ${pixelReasons['codestream-metadata']}`);
  });

  it('holds a file with two sets of pixels', () => {
    const twice: ElementDescription = { tag: 0x7fe00008, vr: 'OF', bytes: new Uint8Array(48) };
    expect(inspect({ more: [twice] }).code).toBe('beside-frames');
  });

  it('is not soothed by Burned In Annotation NO', () => {
    const declared: ElementDescription = { tag: 0x00280301, vr: 'CS', values: ['NO'] };
    expect(inspect({ fragments: [reserved], more: [declared] }).riskClass).toBe('A');
  });

  it('looks at every frame', () => {
    const fragments = [jpeg(null), jpeg(null), reserved];
    expect(inspect({ frames: 3, fragments }).code).toBe('codestream-metadata');
  });

  it('joins the fragments of a frame', () => {
    const image = jpeg(null, 300);
    const fragments = [image.subarray(0, 100), image.subarray(100, 200), image.subarray(200)];
    expect(inspect({ fragments }).riskClass).toBe('C');
    expect(inspect({ fragments: [...fragments, latin('Doe^Jane')] }).code).toBe('behind-codestream');
  });

  it.each<[string, Image]>([
    ['an image more than frames', { fragments: [jpeg(null), jpeg(null)] }],
    [
      'a fragment in front of the first offset',
      { fragments: [latin('Doe^Jane'), jpeg(null)], offsetTable: bytes(16, 0, 0, 0) },
    ],
    [
      'an offset table longer than the frames',
      { fragments: [jpeg(null)], offsetTable: joinBytes([new Uint8Array(4), latin('Doe^Jane')]) },
    ],
    [
      'more RLE fragments than frames',
      { fragments: [new Uint8Array(64), latin('Doe^Jane')], transferSyntaxUid: rleUid },
    ],
    [
      'an offset table of letters',
      { frames: 4, fragments: Array(4).fill(jpeg(null)), offsetTable: latin('\0\0\0\0Quxworthy   ') },
    ],
    ['an offset table that goes back', { frames: 2, fragments: Array(2).fill(jpeg(null)), offsetTable: uint32s(0, 0) }],
    ['an offset table of fewer frames', { frames: 2, fragments: Array(2).fill(jpeg(null)), offsetTable: uint32s(0) }],
    [
      'an extended offset table of letters',
      { fragments: [jpeg(null)], more: [extended(0x7fe00001, latin('Doe^Jane'))] },
    ],
    [
      'lengths of frames in letters',
      { fragments: [jpeg(null)], more: [extended(0x7fe00001, uint64s(0)), extended(0x7fe00002, latin('Doe^Jane'))] },
    ],
    ['a total length in letters', { fragments: [jpeg(null)], more: [extended(0x7fe00003, latin('Doe^Jane'))] }],
    ['an extended offset table without fragments', { more: [extended(0x7fe00001, latin('Doe^Jane'))] }],
  ])('holds %s', (_, image) => {
    expect(inspect(image).code).toBe('beside-frames');
  });

  it('takes offset tables that say where frames begin', () => {
    const image = jpeg(null);
    const next = image.length + 8;
    const fragments = [image, image, image];
    expect(inspect({ frames: 3, fragments, offsetTable: uint32s(0, next, 2 * next) }).riskClass).toBe('C');
    const tables = [
      extended(0x7fe00001, uint64s(0, next, 2 * next)),
      extended(0x7fe00002, uint64s(image.length, image.length - 1, image.length)),
      extended(0x7fe00003, uint64s(3 * image.length - 1)),
    ];
    expect(inspect({ frames: 3, fragments, more: tables }).riskClass).toBe('C');
  });

  it('takes frames of several fragments by their offset table', () => {
    const image = jpeg(null, 300);
    const halves = [image.subarray(0, 100), image.subarray(100)];
    const fragments = [...halves, ...halves];
    expect(inspect({ frames: 2, fragments, offsetTable: uint32s(0, image.length + 16) }).riskClass).toBe('C');
    expect(inspect({ frames: 2, fragments, offsetTable: uint32s(0, 108) }).code).toBe('unknown-codestream');
  });

  it('holds fewer images than frames, and a number of frames that is none', () => {
    expect(inspect({ frames: 5, fragments: [jpeg(null), jpeg(null)] }).code).toBe('fewer-images');
    const many: ElementDescription = { tag: 0x00280008, vr: 'IS', values: ['1e308'] };
    expect(inspect({ fragments: [jpeg(null)], more: [many] }).code).toBe('no-image-size');
  });

  it('holds what does not begin like an image', () => {
    expect(inspect({ fragments: [latin('Doe^Jane')] }).code).toBe('unknown-codestream');
  });

  it('looks through RLE frames', () => {
    const frame = rleFrame();
    expect(inspect({ fragments: [frame], transferSyntaxUid: rleUid }).riskClass).toBe('C');
    const tail = joinBytes([frame, latin('Doe^Jane')]);
    expect(inspect({ fragments: [tail], transferSyntaxUid: rleUid }).code).toBe('behind-codestream');
    expect(inspect({ fragments: [latin('Doe^Jane'.repeat(10))], transferSyntaxUid: rleUid }).code).toBe(
      'unknown-codestream',
    );
  });

  it('looks through frames that are encapsulated without compression, or deflated', () => {
    const uncompressed = '1.2.840.10008.1.2.1.98';
    const pixels = new Uint8Array(24).fill(7);
    expect(inspect({ fragments: [pixels], transferSyntaxUid: uncompressed }).riskClass).toBe('C');
    const long = joinBytes([pixels, latin('Doe^Jane')]);
    expect(inspect({ fragments: [long], transferSyntaxUid: uncompressed }).code).toBe('behind-codestream');
    const deflated = '1.2.840.10008.1.2.8.1';
    const stream = deflateDataset(pixels);
    expect(inspect({ fragments: [stream], transferSyntaxUid: deflated }).riskClass).toBe('C');
    const behind = joinBytes([stream, latin('Doe^Jane')]);
    expect(inspect({ fragments: [behind], transferSyntaxUid: deflated }).code).toBe('behind-codestream');
    expect(inspect({ fragments: [deflateDataset(long)], transferSyntaxUid: deflated }).code).toBe('unknown-codestream');
  });
});

const uint32s = (...values: readonly number[]) => new Uint8Array(Uint32Array.from(values).buffer);
const uint64s = (...values: readonly number[]) => new Uint8Array(BigUint64Array.from(values.map(BigInt)).buffer);

function extended(tag: number, value: Uint8Array): ElementDescription {
  return { tag, vr: 'OV', bytes: value };
}

/** Two segments of twelve equal pixels. */
function rleFrame(): Uint8Array {
  const header = new Uint8Array(64);
  header.set(uint32s(2, 64, 66));
  return joinBytes([header, bytes(0xf5, 1), bytes(0xf5, 2)]);
}
