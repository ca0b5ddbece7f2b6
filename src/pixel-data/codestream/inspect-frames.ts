import type { Fragments } from '../../dicom/indexed-dataset.ts';
import type { Reading } from '../../dicom/reading.ts';
import type { HiddenCode, HiddenContent } from './codestream-content.ts';
import { type Cursor, createCursor, within } from './cursor.ts';
import type { FrameStarts } from './frame-pieces.ts';
import type { Window } from './read-window.ts';

/** How far to look: from which frame on, and through how many bytes at most. */
export type Stretch = { readonly firstFrame: number; readonly mostBytes: number };

/** What was found in frames, and the first frame that was not looked through; their number when all were. */
export type FramesSeen = { readonly found: HiddenContent | null; readonly nextFrame: number };

/** Looks through one frame. */
export type FrameContent = (cursor: Cursor) => Reading<HiddenCode | null>;

/**
 * Looks through frame after frame, each to its last byte, up to a number of bytes. Of the frame in which that number is
 * reached as much is looked at as is left.
 */
export function* inspectFrames(
  window: Window,
  fragments: Fragments,
  starts: FrameStarts,
  { firstFrame, mostBytes }: Stretch,
  endBytes: number,
  contentOf: FrameContent,
): Reading<FramesSeen> {
  let left = mostBytes;
  for (let frame = firstFrame; frame < starts.length; frame++) {
    const endPiece = starts[frame + 1] ?? fragments.offsets.length;
    const cursor = createCursor(window, fragments, starts[frame] ?? 0, endPiece, endBytes);
    const isWhole = cursor.lengthBytes <= left;
    if (!isWhole && left === 0) return { found: null, nextFrame: frame };
    const looked = isWhole ? cursor : within(cursor, left);
    const found = yield* contentOf(looked);
    // What is found at the place where the look ends may be no more than the end of the look.
    if (found !== null && (isWhole || looked.position + marginBytes < looked.lengthBytes)) {
      return { found, nextFrame: frame };
    }
    if (!isWhole) return { found: null, nextFrame: frame };
    left -= cursor.lengthBytes;
  }
  return { found: null, nextFrame: starts.length };
}

/** A segment that is cut has up to so many bytes. */
const marginBytes = 70_000;
