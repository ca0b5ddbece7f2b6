import { isTopLevelPixelData } from '../dicom/dataset-access.ts';
import type { Fragments, IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import type { HiddenContent } from './codestream/codestream-content.ts';
import { type CodestreamKind, codestreamKind, imageContent } from './codestream/codestream-of.ts';
import { deflatedContent } from './codestream/deflated-content.ts';
import { type FrameStarts, frameStarts } from './codestream/frame-pieces.ts';
import {
  type FrameContent,
  type FrameLook,
  inspectFrames,
  type Stretch,
  type TakeCuts,
} from './codestream/inspect-frames.ts';
import { createWindow, readAt, type Window } from './codestream/read-window.ts';
import { rleContent } from './codestream/rle-content.ts';
import { eachOnce, type SideBytes } from './codestream/side-bytes.ts';
import { uncompressedContent } from './codestream/uncompressed-content.ts';
import { videoContent } from './codestream/video-content.ts';
import { type FrameSize, frameSizeOf, framesOf } from './frame-size.ts';
import { inspectNativePixels } from './inspect-native-pixels.ts';
import { hasOffsetTable, readOffsetTables } from './offset-tables.ts';
import { addFrameCuts, copyPixelCuts, createPixelCuts, type PixelCuts } from './pixel-cuts.ts';

/** What is to be looked through, and who takes the bytes of codestreams that are not coded pixels. */
export type Look = Stretch & { readonly side: SideBytes };

/** @see FramesSeen; `isWhole` when nothing is left that was not looked through. */
export type CodestreamVerdict = {
  readonly found: HiddenContent | null;
  readonly nextFrame: number;
  readonly isWhole: boolean;
  /** Null when nothing of what was looked through is cut. */
  readonly cuts: PixelCuts | null;
};

/** Up to this size the first look at a file reads compressed pixels whole and looks them through to the last byte. */
export const lookedThroughBytes = 4 * 1024 * 1024;

/**
 * Looks for identity in the pixel data that no data element shows: sound in videos, bytes behind the image, frames that the
 * header does not count, offset tables that are none. Comments, EXIF and the like in compressed images are to be cut. Pixels
 * are not decoded. Memory is bounded by a window, and by what is cut.
 * @param before what an earlier look has cut in the frames in front; null for nothing
 */
export function* inspectCodestreams(
  dataset: IndexedDataset,
  look: Look,
  before: PixelCuts | null = null,
): Reading<CodestreamVerdict> {
  const [element, another] = pixelDataOf(dataset);
  const fragments = element === undefined ? undefined : dataset.fragments.get(element);
  if (fragments === undefined && hasOffsetTable(dataset)) return all('beside-frames');
  if (element === undefined) return all(null);
  if (another !== undefined) return all('beside-frames');
  if (fragments === undefined) return all(yield* inspectNativePixels(dataset, element));
  return yield* inspectFragments(dataset, element, fragments, look, before);
}

function all(found: HiddenContent | null): CodestreamVerdict {
  return { found, nextFrame: 0, isWhole: true, cuts: null };
}

function* inspectFragments(
  dataset: IndexedDataset,
  element: number,
  fragments: Fragments,
  look: Look,
  before: PixelCuts | null,
): Reading<CodestreamVerdict> {
  const { tags, valueOffsets, valueLengths } = dataset.elements;
  const start = valueOffsets[element] ?? 0;
  const end = start + (valueLengths[element] ?? 0);
  const frames = framesOf(dataset);
  if (frames === null) return all('no-image-size');
  const window = createWindow();
  if (end - start <= lookedThroughBytes) yield* readAt(window, start, end - start, 0, end);
  const stated = yield* readOffsetTables(dataset, window, fragments, frames, end);
  if (stated === 'stray') return all('beside-frames');
  const kind = codestreamKind(dataset.transferSyntax.uid);
  const size = frameSizeOf(dataset, tags[element] ?? 0);
  const side = eachOnce(look.side);
  const contentOf = frameContentOf(kind, size, side);
  if (contentOf === null) return all('no-image-size');
  const starts =
    kind === 'video' ? [0] : yield* startsOf(window, fragments, frames, stated ?? fixedStarts(kind, fragments), end);
  if (typeof starts === 'string') return all(starts);
  const cuts = before === null ? createPixelCuts() : copyPixelCuts(before);
  const takeCuts: TakeCuts = (frame, cursor, firstPiece, found) =>
    // An inflated data set has no ranges to leave out.
    dataset.isInflated ? found.splices.length === 0 : addFrameCuts(cuts, frame, cursor, firstPiece, found);
  const way: FrameLook = {
    contentOf,
    takeCuts: kind === 'image' ? takeCuts : null,
    // The others have places and lengths that point behind the part.
    looksAtParts: kind === 'image' || kind === 'video',
  };
  const { found, nextFrame } = yield* inspectFrames(window, fragments, starts, look, end, way);
  return { found, nextFrame, isWhole: nextFrame === starts.length, cuts: cuts.frames.length === 0 ? null : cuts };
}

/** Only compressed images may have more than one fragment a frame (PS3.5 A.4). @returns null for those */
function fixedStarts(kind: CodestreamKind, { offsets }: Fragments): FrameStarts | null {
  return kind === 'image' ? null : offsets.map((_, n) => n);
}

function* startsOf(
  window: Window,
  fragments: Fragments,
  frames: number,
  stated: FrameStarts | null,
  end: number,
): Reading<FrameStarts | HiddenContent> {
  const starts = yield* frameStarts(window, fragments, frames, stated, end);
  if (starts.length === frames) return starts;
  return starts.length > frames ? 'beside-frames' : 'fewer-images';
}

/** @returns null where the size of a frame has to be known, and is not */
function frameContentOf(kind: CodestreamKind, size: FrameSize | null, side: SideBytes): FrameContent | null {
  if (kind === 'image') return (cursor, cuts) => imageContent(cursor, side, cuts);
  if (kind === 'video') return (cursor) => videoContent(cursor, side);
  if (size === null) return null;
  const { rows, columns, samples, bitsAllocated } = size;
  const frameBytes = Math.ceil((rows * columns * samples * bitsAllocated) / 8);
  if (kind === 'uncompressed') return (cursor) => uncompressedContent(cursor, frameBytes);
  if (kind === 'deflated') return (cursor) => deflatedContent(cursor, frameBytes);
  const planes = samples * Math.ceil(bitsAllocated / 8);
  return (cursor) => rleContent(cursor, planes, Math.ceil(frameBytes / planes));
}

/** Top-level elements with pixels: one, or something is wrong. */
function pixelDataOf(dataset: IndexedDataset): readonly number[] {
  const { count, subtreeEnds, valueLengths } = dataset.elements;
  const found: number[] = [];
  for (let at = 0; at < count; at = subtreeEnds[at] ?? count) {
    if (isTopLevelPixelData(dataset, at) && (valueLengths[at] ?? 0) > 0) found.push(at);
  }
  return found;
}
