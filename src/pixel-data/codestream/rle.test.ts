import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../dicom/join-bytes.ts';
import { readFromMemory } from '../../dicom/reading.ts';
import { bytes, latin } from '../../testing/codestreams.ts';
import { cursorOver } from './cursor.ts';
import { rleContent } from './rle-content.ts';

describe('RLE (PS3.5 annex G)', () => {
  const header = (...offsets: readonly number[]) => {
    const content = new Uint8Array(64);
    new DataView(content.buffer).setUint32(0, offsets.length, true);
    for (const [n, offset] of offsets.entries()) new DataView(content.buffer).setUint32(4 + 4 * n, offset, true);
    return content;
  };
  /** Twelve pixels: eight alike, four different. */
  const segmentOfTwelve = bytes(0xf9, 7, 3, 1, 2, 3, 4);
  const contentOfFrame = (frame: Uint8Array, segments: number) =>
    readFromMemory(rleContent(cursorOver(frame), segments, 12), frame);

  it.each<[string, Uint8Array, number, string | null]>([
    ['a plain frame', joinBytes([header(64), segmentOfTwelve, bytes(0)]), 1, null],
    ['two segments', joinBytes([header(64, 72), segmentOfTwelve, bytes(0), segmentOfTwelve, bytes(0)]), 2, null],
    ['text behind a frame', joinBytes([header(64), segmentOfTwelve, latin('Doe')]), 1, 'behind-codestream'],
    [
      'text between segments',
      joinBytes([header(64, 75), segmentOfTwelve, latin('Jane'), segmentOfTwelve, bytes(0)]),
      2,
      'behind-codestream',
    ],
    [
      'a run that goes on behind the frame',
      joinBytes([header(64), bytes(0xf9, 7, 9, 1, 2, 3, 4), latin('Jane D')]),
      1,
      'behind-codestream',
    ],
    [
      'text in the header',
      joinBytes([header(64).fill(0x41, 40, 48), segmentOfTwelve, bytes(0)]),
      1,
      'unknown-codestream',
    ],
    [
      'more segments than samples',
      joinBytes([header(64, 72), segmentOfTwelve, bytes(0), segmentOfTwelve, bytes(0)]),
      1,
      'unknown-codestream',
    ],
    [
      'a gap behind the header',
      joinBytes([header(68), latin('Jane'), segmentOfTwelve, bytes(0)]),
      1,
      'unknown-codestream',
    ],
    ['text instead of a frame', latin('Doe^Jane'), 1, 'unknown-codestream'],
  ])('%s', (_, frame, segments, content) => {
    expect(contentOfFrame(frame, segments)).toBe(content);
  });
});
