import type { Reading } from '../../dicom/reading.ts';
import { isCodestreamStart, startBytes } from './codestream-of.ts';
import type { Pieces } from './cursor.ts';
import { readAt, type Window } from './read-window.ts';

/** The fragment that each frame begins with, in order; the last frame goes on to the last fragment. */
export type FrameStarts = readonly number[];

/**
 * Which fragments make up which frame: as the offset table says; else one each; else as many as it takes up to the next
 * that begins an image.
 * @param stated fragments that frames begin with by an offset table; null without one
 */
export function* frameStarts(
  window: Window,
  pieces: Pieces,
  frames: number,
  stated: FrameStarts | null,
  endBytes: number,
): Reading<FrameStarts> {
  const { offsets, lengths } = pieces;
  if (stated !== null) return stated;
  if (offsets.length === frames) return offsets.map((_, n) => n);
  const starts: number[] = [];
  for (const [n, offset] of offsets.entries()) {
    const length = Math.min(startBytes, lengths[n] ?? 0);
    const isNear = (lengths[n] ?? 0) < nearBytes;
    const head = yield* readAt(window, offset, length, isNear ? aheadBytes : 0, endBytes);
    if (n === 0 || isCodestreamStart(head)) starts.push(n);
  }
  return starts;
}

/** Longer fragments are gone past: their beginnings are read one by one. */
const nearBytes = 64 * 1024;
const aheadBytes = 1024 * 1024;
