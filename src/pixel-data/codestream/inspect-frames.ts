import type { Fragments } from '../../dicom/indexed-dataset.ts';
import { joinBytes } from '../../dicom/join-bytes.ts';
import type { Reading } from '../../dicom/reading.ts';
import { isBoxFile, isJpegXl } from './box-content.ts';
import type { HiddenContent } from './codestream-content.ts';
import { imageContent, isCodestreamStart } from './codestream-of.ts';
import { isPadding } from './known-marks.ts';
import { readAt, type Window } from './read-window.ts';
import { videoContent } from './video-content.ts';

/** So many frames of a large file, spread evenly: one file's frames come from one encoder. */
const mostFrames = 256;
const headBytes = 4096;
const longestHeadBytes = 256 * 1024;
const tailBytes = 4096;
const videoBytes = 256 * 1024;
const shortFragmentBytes = 128 * 1024;

/** Looks through every frame to its last byte. @param window covers all fragments */
export function inspectFrames(window: Window, fragments: Fragments, frames: number): HiddenContent | null {
  const codestreams = joinFragments(window, fragments, frames);
  for (const bytes of codestreams) {
    const content = imageContent(bytes, true);
    if (content !== 'nothing' && content !== 'more') return content;
  }
  return codestreams.length > frames ? 'beside-frames' : null;
}

/** One fragment a frame, or as many as it takes up to the next that begins an image. */
function joinFragments(window: Window, { offsets, lengths }: Fragments, frames: number): readonly Uint8Array[] {
  const pieces = offsets.map((offset, n) => {
    const at = offset - window.offsetBytes;
    return window.bytes.subarray(at, at + (lengths[n] ?? 0));
  });
  if (pieces.length === frames) return pieces;
  const codestreams: Uint8Array[][] = [];
  for (const piece of pieces) {
    const last = codestreams.at(-1);
    if (last === undefined || isCodestreamStart(piece)) codestreams.push([piece]);
    else last.push(piece);
  }
  return codestreams.map((group) => (group.length === 1 ? (group[0] ?? new Uint8Array(0)) : joinBytes(group)));
}

/** Looks at the beginnings and ends of frames in a file too large to be read. */
export function* inspectSample(
  window: Window,
  { offsets, lengths }: Fragments,
  frames: number,
  endBytes: number,
): Reading<HiddenContent | null> {
  const isOneEach = offsets.length === frames;
  const sample = spread(offsets.length);
  let starts = 0;
  for (const n of sample) {
    const offset = offsets[n] ?? 0;
    const length = lengths[n] ?? 0;
    const head = yield* inspectHead(window, offset, length, endBytes);
    if (head === 'continuation' && (n === 0 || isOneEach)) return 'unknown-codestream';
    if (head !== 'continuation' && head !== null) return head;
    if (head === null) starts++;
    if (!isOneEach && n !== offsets.length - 1) continue;
    const behind = Math.min(length, tailBytes);
    const tail = yield* readAt(window, offset + length - behind, behind, 0, endBytes);
    if (!endsInImage(tail)) return 'behind-codestream';
  }
  // Where each fragment looked at begins an image, the others do as well.
  const images = starts === sample.length ? offsets.length : starts;
  return images > frames ? 'beside-frames' : null;
}

/** The first, the last and those between at equal distances. */
function spread(count: number): readonly number[] {
  const picked = Math.min(count, mostFrames);
  return Array.from({ length: picked }, (_, n) => (picked === 1 ? 0 : Math.round((n * (count - 1)) / (picked - 1))));
}

function* inspectHead(
  window: Window,
  offset: number,
  length: number,
  endBytes: number,
): Reading<HiddenContent | 'continuation' | null> {
  // One read costs as much as so many bytes, and the tail is asked for next.
  const aheadBytes = length <= shortFragmentBytes ? length : 0;
  for (let wanted = headBytes; ; wanted *= 4) {
    const bytes = yield* readAt(window, offset, Math.min(wanted, length), aheadBytes, endBytes);
    if (!isCodestreamStart(bytes)) return 'continuation';
    // What follows the codestream in such a file is not looked for.
    if (isBoxFile(bytes) || isJpegXl(bytes)) return 'unknown-codestream';
    const content = imageContent(bytes, false);
    if (content !== 'more') return content === 'nothing' ? null : content;
    if (wanted >= length || wanted >= longestHeadBytes) return 'codestream-metadata';
  }
}

/** FF D9 ends JPEG and JPEG 2000 alike and cannot stand in coded data. */
function endsInImage(tail: Uint8Array): boolean {
  for (let at = tail.indexOf(0xff); at >= 0; at = tail.indexOf(0xff, at + 1)) {
    if (tail[at + 1] === 0xd9) return isPadding(tail.subarray(at + 2));
  }
  return false;
}

/** Looks at the first part of a video, all fragments of which are one stream (PS3.5 A.4.6). */
export function* inspectVideo(
  window: Window,
  { offsets, lengths }: Fragments,
  endBytes: number,
): Reading<HiddenContent | null> {
  const length = Math.min(lengths[0] ?? 0, videoBytes);
  const content = videoContent(yield* readAt(window, offsets[0] ?? 0, length, 0, endBytes));
  return content === 'nothing' || content === 'more' ? null : content;
}
