import { isTopLevelPixelData } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { tagOf } from '../dicom/tag.ts';
import type { HiddenContent } from './codestream/codestream-content.ts';
import { codestreamKind } from './codestream/codestream-of.ts';
import { inspectFrames, inspectSample, inspectVideo } from './codestream/inspect-frames.ts';
import { createWindow, readAt } from './codestream/read-window.ts';
import { numberOf } from './image-header.ts';
import { inspectNativePixels } from './inspect-native-pixels.ts';

/** What of the pixel data was looked through: all of it, or the beginnings and ends of frames. */
export type CodestreamVerdict = { readonly found: HiddenContent | null; readonly isSampled: boolean };

const numberOfFramesTag = tagOf(0x0028, 0x0008);

/** Up to this size compressed pixels are read whole and looked through to the last byte. */
export const lookedThroughBytes = 4 * 1024 * 1024;

/**
 * Looks for identity in the pixel data that no data element shows: comments, EXIF and the like in compressed images,
 * sound in videos, bytes behind the image, frames that the header does not count. Pixels are not decoded.
 *
 * Reads up to 4 MB of compressed pixels whole. Of more it reads the first 4 KB and the last 4 KB of up to 256 frames
 * (of a video, the first 256 KB), so that a comment between two scans of a large image is not seen.
 */
export function* inspectCodestreams(dataset: IndexedDataset): Reading<CodestreamVerdict> {
  const [element, another] = pixelDataOf(dataset);
  if (element === undefined) return { found: null, isSampled: false };
  if (another !== undefined) return { found: 'beside-frames', isSampled: false };
  const { valueOffsets, valueLengths } = dataset.elements;
  const fragments = dataset.fragments.get(element);
  if (fragments === undefined) {
    return { found: yield* inspectNativePixels(dataset, element), isSampled: false };
  }
  const start = valueOffsets[element] ?? 0;
  const end = start + (valueLengths[element] ?? 0);
  const window = createWindow();
  const isWhole = end - start <= lookedThroughBytes;
  if (isWhole) yield* readAt(window, start, end - start, 0, end);
  const { offsetBytes, lengthBytes } = fragments.offsetTable;
  const offsetTable =
    lengthBytes === 0 ? new Uint8Array(0) : (yield* readAt(window, offsetBytes, lengthBytes, 0, end)).slice();
  const frames = Math.max(1, numberOf(dataset, numberOfFramesTag));
  const stray = strayBytes(offsetTable, frames);
  if (stray !== null) return { found: stray, isSampled: false };
  const isBeside = fragments.offsets.length > frames;
  const kind = codestreamKind(dataset.transferSyntax.uid);
  if (kind === 'plain') return { found: isBeside ? 'beside-frames' : null, isSampled: false };
  if (kind === 'video') return { found: yield* inspectVideo(window, fragments, end), isSampled: true };
  const inspected = isWhole
    ? inspectFrames(window, fragments, frames)
    : yield* inspectSample(window, fragments, frames, end);
  return { found: inspected, isSampled: !isWhole };
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

/** The offset table: as many entries as frames at most, and no fragment in front of the first (PS3.5 A.4). */
function strayBytes(offsetTable: Uint8Array, frames: number): HiddenContent | null {
  if (offsetTable.length > 4 * frames && offsetTable.subarray(4 * frames).some((byte) => byte !== 0)) {
    return 'beside-frames';
  }
  return offsetTable.subarray(0, 4).some((byte) => byte !== 0) ? 'beside-frames' : null;
}
