import type { Fragments } from '../../dicom/indexed-dataset.ts';
import type { Reading } from '../../dicom/reading.ts';
import type { HiddenCode, HiddenContent } from './codestream-content.ts';
import { type Cursor, createCursor, within } from './cursor.ts';
import { createFrameCuts, type FrameCuts } from './frame-cuts.ts';
import type { FrameStarts } from './frame-pieces.ts';
import type { Window } from './read-window.ts';

/** How far to look: from which frame on, and through how many bytes at most. */
export type Stretch = { readonly firstFrame: number; readonly mostBytes: number };

/** What was found first, and the first frame that is still to be looked through; their number when none is. */
export type FramesSeen = { readonly found: HiddenContent | null; readonly nextFrame: number };

/** Looks through one frame. */
export type FrameContent = (cursor: Cursor, cuts: FrameCuts) => Reading<HiddenCode | null>;

/** Takes what goes out of a frame. @returns false where it cannot be cut */
export type TakeCuts = (frame: number, cursor: Cursor, firstPiece: number, cuts: FrameCuts) => boolean;

/** How the frames of one kind are looked through. */
export type FrameLook = {
  readonly contentOf: FrameContent;
  /** Null where nothing can be cut. */
  readonly takeCuts: TakeCuts | null;
  /** A frame without its end can be told from one that is not what it should be. */
  readonly looksAtParts: boolean;
};

/**
 * Looks through frame after frame, each to its last byte, up to a number of bytes. Of the frame in which that number is
 * reached as much is looked at as is left, or nothing where that says nothing. A frame in which something is found stays as it
 * is, and does not keep others from being cut. Where nothing can be cut, what is found first settles the file, and nothing
 * behind it is read.
 */
export function* inspectFrames(
  window: Window,
  fragments: Fragments,
  starts: FrameStarts,
  { firstFrame, mostBytes }: Stretch,
  endBytes: number,
  { contentOf, takeCuts, looksAtParts }: FrameLook,
): Reading<FramesSeen> {
  let left = mostBytes;
  let first: HiddenContent | null = null;
  for (let frame = firstFrame; frame < starts.length; frame++) {
    const firstPiece = starts[frame] ?? 0;
    const endPiece = starts[frame + 1] ?? fragments.offsets.length;
    const cursor = createCursor(window, fragments, firstPiece, endPiece, endBytes);
    const isWhole = cursor.lengthBytes <= left;
    if (!isWhole && (left === 0 || !looksAtParts)) return { found: first, nextFrame: frame };
    const looked = isWhole ? cursor : within(cursor, left);
    const cuts = createFrameCuts();
    const found = yield* contentOf(looked, cuts);
    // What is found at the place where the look ends may be no more than the end of the look.
    if (isWhole || looked.position + marginBytes < looked.lengthBytes) first ??= found;
    if (!isWhole) return { found: first, nextFrame: frame };
    if (found === null && takeCuts?.(frame, cursor, firstPiece, cuts) === false) first ??= 'codestream-metadata';
    if (first !== null && takeCuts === null) break;
    left -= cursor.lengthBytes;
  }
  return { found: first, nextFrame: starts.length };
}

/** A segment that is cut has up to so many bytes. */
const marginBytes = 70_000;
