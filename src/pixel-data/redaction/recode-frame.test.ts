import { describe, expect, it } from 'vitest';
import { indexBytes } from '../../testing/build-dataset.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { decodeRle } from '../rendering/decode-rle.ts';
import { encodeRle } from './encode-rle.ts';
import { planRedaction } from './plan-redaction.ts';
import { recodeFrame } from './recode-frame.ts';
import type { RedactedArea } from './redaction.ts';

const layout = { rows: 4, columns: 6, frames: 3, transferSyntaxUid: '1.2.840.10008.1.2.5' };
const corner = { column: 1, row: 2, columns: 2, rows: 1 };

/** An image of three frames in RLE, and what blanking areas of it comes to. */
function rleImage(image: Omit<ImageLayout, 'rows' | 'columns'>, samples: number, bytes: number) {
  const plain = [1, 2, 3].map((seed) => noise(layout.rows * layout.columns * samples * bytes, seed));
  const encoded = plain.map((frame) => encodeRle(frame, layout.rows, layout.columns, samples, bytes)!);
  const dataset = indexBytes(imageFile({ ...layout, ...image, samples }, [new Uint8Array(0), ...encoded]));
  const recode = (areas: readonly RedactedArea[], frame: number, bytesOfFrame = encoded[frame]!) => {
    const plan = planRedaction(dataset, areas);
    if (typeof plan === 'string') throw new Error(plan);
    return recodeFrame(dataset, plan, frame, bytesOfFrame);
  };
  return { plain, encoded, recode };
}

describe('a frame in RLE that is made anew', () => {
  it.each<[string, Omit<ImageLayout, 'rows' | 'columns'>, number, readonly number[]]>([
    ['8 bits', { bits: 8 }, 1, [0]],
    ['16 bits signed', { bits: 16, isSigned: true }, 1, [0, 0x80]],
    ['colours that the header says are in planes', { bits: 8, photometric: 'RGB', isPlanar: true }, 3, [0, 0, 0]],
  ])('is dark in the box and as it was outside: %s', (_, image, samples, dark) => {
    const sampleBytes = dark.length / samples;
    const { plain, recode } = rleImage(image, samples, sampleBytes);
    const made = recode([{ kind: 'blank', frames: [1], rectangles: [corner] }], 1);
    if (typeof made === 'string') throw new Error(made);
    const expected = plain[1]!.slice();
    for (const pixel of [13, 14]) expected.set(dark, pixel * dark.length);
    expect(decodeRle(made, 24, samples, sampleBytes)).toEqual(expected);
  });

  it('keeps its bytes where no box lies in it', () => {
    const { encoded, recode } = rleImage({ bits: 8 }, 1, 1);
    expect(recode([{ kind: 'blank', frames: [1], rectangles: [corner] }], 0)).toBe(encoded[0]);
  });

  it('that cannot be read is not passed on', () => {
    const { encoded, recode } = rleImage({ bits: 8 }, 1, 1);
    const areas: readonly RedactedArea[] = [{ kind: 'blank', frames: 'all', rectangles: [corner] }];
    expect(recode(areas, 2, encoded[2]!.subarray(0, 60))).toBe('unreadable');
  });
});
