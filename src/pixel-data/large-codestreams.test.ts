import { describe, expect, it } from 'vitest';
import { joinBytes } from '../dicom/join-bytes.ts';
import { readFromMemory } from '../dicom/reading.ts';
import { indexBytes } from '../testing/build-dataset.ts';
import { bytes, latin, segment } from '../testing/codestreams.ts';
import { all, ctFile, jpeg } from '../testing/compressed-ct.ts';
import { readInWindows } from '../testing/read-windows.ts';
import { inspectCodestreams, type Look } from './inspect-codestreams.ts';
import { seePixels } from './inspect-pixels.ts';

/** Two fragments of one image. */
const cut = (image: Uint8Array) => [image.subarray(0, 4000), image.subarray(4000)];
const uint32s = (...values: readonly number[]) => new Uint8Array(Uint32Array.from(values).buffer);

describe('large compressed images', () => {
  const large = 5 * 1024 * 1024;
  const plain = jpeg(null, large);
  const between = joinBytes([
    plain.subarray(0, plain.length - 3),
    segment(0xfe, latin('Doe')),
    jpeg(null, large).subarray(2),
  ]);

  it.each<[string, readonly Uint8Array[], number, string | null]>([
    ['a plain frame', [plain], 1, null],
    ['a comment in front', [jpeg(latin('Doe, Jane'), large)], 1, 'cut'],
    ['a comment between scans', [between], 1, 'cut'],
    ['text behind', [joinBytes([plain, latin('Doe^Jane')])], 1, 'behind-codestream'],
    ['much text behind', [joinBytes([plain, new Uint8Array(8192).fill(65)])], 1, 'behind-codestream'],
    [
      'a comment in one of many frames',
      Array.from({ length: 1000 }, (_, n) => jpeg(n === 501 ? latin('Doe') : null, 8000)),
      1000,
      'cut',
    ],
    ['many plain frames', Array.from({ length: 1000 }, () => jpeg(null, 8000)), 1000, null],
    ['a second image', [plain, jpeg(null)], 1, 'beside-frames'],
    ['more images than frames', Array.from({ length: 800 }, () => jpeg(null, 8000)), 799, 'beside-frames'],
    ['frames of several fragments', Array.from({ length: 800 }, () => cut(jpeg(null, 8000))).flat(), 800, null],
  ])('%s', (_, fragments, frames, found) => {
    const file = ctFile({ frames, fragments });
    const seen = readFromMemory(inspectCodestreams(indexBytes(file), all), file);
    expect(seen).toMatchObject({ found: found === 'cut' ? null : found, isWhole: true });
    expect(seen.cuts !== null).toBe(found === 'cut');
  });

  it('reads each byte once, in windows', () => {
    const file = ctFile({ frames: 1000, fragments: Array(1000).fill(jpeg(null, 10_000)) });
    const { ranges } = readInWindows(inspectCodestreams(indexBytes(file), all), file);
    expect(Math.max(...ranges.map(({ lengthBytes }) => lengthBytes))).toBeLessThanOrEqual(1024 * 1024);
    expect(ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)).toBeLessThan(file.length * 1.1);
  });

  it('goes past tile-parts of JPEG 2000 without reading them', () => {
    const data = new Uint8Array(3 * 1024 * 1024).fill(7);
    const size = segment(0x51, joinBytes([new Uint8Array(34), bytes(0, 1, 7, 1, 1)]));
    const part = (number: number) => {
      const start = bytes(0, number, ...new Uint8Array(uint32s(data.length + 14)).reverse(), 0, 1);
      return joinBytes([segment(0x90, start), bytes(0xff, 0x93), data]);
    };
    const image = joinBytes([bytes(0xff, 0x4f), size, part(0), part(1), part(2), bytes(0xff, 0xd9, 0)]);
    const file = ctFile({ fragments: [image], transferSyntaxUid: '1.2.840.10008.1.2.4.90' });
    const { result, ranges } = readInWindows(inspectCodestreams(indexBytes(file), all), file);
    expect(result.found).toBe(null);
    expect(ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)).toBeLessThan(2.5 * 1024 * 1024);
  });

  it('looks as far as it may, and goes on where it ended', () => {
    const fragments = [...Array.from({ length: 9 }, () => jpeg(null, 1_000_000)), jpeg(latin('Doe'), 1_000_000)];
    const file = ctFile({ frames: 10, fragments });
    const dataset = indexBytes(file);
    const first = readFromMemory(seePixels(dataset, { ...all, mostBytes: 5_500_000 }, null), file);
    expect(first).toEqual({ hidden: null, nextFrame: 5, isWhole: false, cuts: null });
    const { result, ranges } = readInWindows(seePixels(dataset, all, first), file);
    expect(result).toMatchObject({ hidden: null, isWhole: true, cuts: { frames: [9], cutBytes: [7] } });
    expect(ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)).toBeLessThan(6_200_000);
    expect(readInWindows(seePixels(dataset, all, result), file).ranges).toEqual([]);
  });

  it('looks at the beginning of a frame that is longer than it may look', () => {
    const reserved = segment(0x02, latin('Doe'));
    const file = ctFile({ fragments: [joinBytes([plain.subarray(0, 2), reserved, plain.subarray(2)])] });
    const look = { ...all, mostBytes: 1_000_000 };
    expect(readFromMemory(seePixels(indexBytes(file), look, null), file).hidden).toBe('codestream-metadata');
  });

  it('goes on from frames that were cut before', () => {
    const fragments = Array.from({ length: 4 }, (_, n) => jpeg(n % 2 === 0 ? latin('Doe') : null, 1_000_000));
    const file = ctFile({ frames: 4, fragments });
    const dataset = indexBytes(file);
    const first = readFromMemory(seePixels(dataset, { ...all, mostBytes: 1_500_000 }, null), file);
    expect(first).toMatchObject({ isWhole: false, cuts: { frames: [0] } });
    const second = readFromMemory(seePixels(dataset, all, first), file);
    expect(second).toEqual(readFromMemory(seePixels(dataset, all, null), file));
    expect(second.cuts?.frames).toEqual([0, 2]);
    expect(first.cuts?.frames).toEqual([0]);
  });

  it('hands over what is not coded pixels, the same bytes once', () => {
    const taken: string[] = [];
    const side: Look['side'] = (part, kind) => taken.push(`${kind} ${String.fromCharCode(...part)}`);
    const colours = segment(0xee, latin('Adobe\0d\0\0\0\0\x01'));
    const image = joinBytes([jpeg(null).subarray(0, 2), colours, jpeg(null).subarray(2)]);
    const fragments = Array(3).fill(image);
    const file = ctFile({ frames: 3, fragments });
    readFromMemory(inspectCodestreams(indexBytes(file), { ...all, side }), file);
    expect(taken.filter((text) => text.startsWith('text Adobe'))).toHaveLength(1);
  });
});
