import type { CodestreamContent, HiddenCode } from './codestream-content.ts';
import { isCodingSegment, isEncoderComment } from './known-marks.ts';
import { behindImage, endOfImage, type MarkerSegment, readMarkerSegment } from './marker-segment.ts';

const marker = { startOfImage: 0xd8, startOfScan: 0xda, comment: 0xfe, jpegLsFrame: 0xf7 } as const;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === marker.startOfImage;
}

/**
 * Walks the segments of a JPEG or JPEG-LS codestream: comments, application segments (EXIF, XMP, thumbnails), bytes
 * behind the end of the image. Between scans, too, when all of it is there.
 * @param isWhole false for its first bytes only: the walk ends at the first scan
 * @see ISO/IEC 10918-1 annex B, ISO/IEC 14495-1 annex C
 */
export function jpegContent(bytes: Uint8Array, isWhole: boolean): CodestreamContent {
  let isJpegLs = false;
  for (let at = 2; at >= 0; ) {
    const segment = readMarkerSegment(bytes, at);
    if (segment === 'cut') return isWhole ? 'nothing' : 'more';
    if (segment === 'no-marker') return 'unknown-codestream';
    if (segment.code === endOfImage) return behindImage(bytes, segment.endBytes);
    const hidden = hiddenIn(segment);
    if (hidden) return hidden;
    isJpegLs ||= segment.code === marker.jpegLsFrame;
    at = segment.endBytes;
    if (segment.code === marker.startOfScan) at = isWhole ? nextMarker(bytes, at, isJpegLs) : -1;
  }
  return 'nothing';
}

function hiddenIn({ code, content }: MarkerSegment): HiddenCode | null {
  if (code === marker.comment) return isEncoderComment(content) ? null : 'codestream-comment';
  const isApplication = code >= 0xe0 && code <= 0xef;
  return isApplication && !isCodingSegment(code, content) ? 'codestream-metadata' : null;
}

/**
 * The next marker behind coded data, which is stuffed so that it holds none: FF 00 in JPEG, FF 0xxxxxxx in JPEG-LS.
 * @returns -1 without one
 */
function nextMarker(bytes: Uint8Array, from: number, isJpegLs: boolean): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1] ?? 0;
    const isData = isJpegLs ? code < 0x80 : code === 0;
    const isRestart = code >= 0xd0 && code <= 0xd7;
    if (!isData && !isRestart && code !== 0xff) return at;
  }
  return -1;
}
