import type { Reading } from '../../dicom/reading.ts';
import { isJpegLsMarker, isJpegMarker, skipCodedData } from './coded-data.ts';
import type { HiddenCode } from './codestream-content.ts';
import { type Cursor, skip } from './cursor.ts';
import { closeProfile, cutApplication, cutSegment, noProfileSegments, type ProfileSegments } from './cut-jpeg.ts';
import type { FrameCuts } from './frame-cuts.ts';
import { huffmanValues, isStandardTable } from './huffman-tables.ts';
import { huffmanCode, isTableSegment } from './jpeg-tables.ts';
import { behindImage, endOfImage, type MarkerSegment, readMarkerSegment, withoutEnd } from './marker-segment.ts';
import type { SideBytes } from './side-bytes.ts';

const marker = { startOfImage: 0xd8, startOfScan: 0xda, comment: 0xfe, jpegLsFrame: 0xf7 } as const;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === marker.startOfImage;
}

/**
 * Goes through the segments of a JPEG or JPEG-LS codestream. Comments and application segments that no decoder needs are to be
 * cut. Each other has to be one that the coding needs, with exactly the bytes that its own fields call for; and behind the end is
 * nothing but padding.
 * @param side takes what stays and is not coded pixels. @param cuts takes what goes
 * @returns null when there is nothing else but the image
 * @see ISO/IEC 10918-1 annex B, ISO/IEC 14495-1 annex C
 */
export function* jpegContent(cursor: Cursor, side: SideBytes, cuts: FrameCuts): Reading<HiddenCode | null> {
  skip(cursor, 2);
  const profile = noProfileSegments();
  let isJpegLs = false;
  let hasScan = false;
  for (;;) {
    const segment = yield* readMarkerSegment(cursor);
    if (typeof segment === 'string') return withoutEnd(segment, hasScan, cursor);
    const { code } = segment;
    if (code === endOfImage) {
      closeProfile(cuts, profile);
      cuts.paddingBytes = cursor.lengthBytes - cursor.position;
      return yield* behindImage(cursor);
    }
    if (!takeSegment(segment, profile, side, cuts)) return 'codestream-metadata';
    isJpegLs ||= code === marker.jpegLsFrame;
    if (code !== marker.startOfScan) continue;
    closeProfile(cuts, profile);
    hasScan = true;
    const end = yield* skipCodedData(cursor, isJpegLs ? isJpegLsMarker : isJpegMarker, side);
    if (end !== 'marker') return end === 'end' ? null : end;
  }
}

/** @returns false for a segment that no coding needs, and that is not to be cut */
function takeSegment(segment: MarkerSegment, profile: ProfileSegments, side: SideBytes, cuts: FrameCuts): boolean {
  const { code, content } = segment;
  if (code === marker.comment) {
    cutSegment(cuts, 'COM', segment);
    return true;
  }
  if (code >= 0xe0 && code <= 0xef) {
    cutApplication(cuts, segment, profile, side);
    return true;
  }
  for (const table of searchedTables(code, content)) side(table, 'table');
  return isTableSegment(code, content);
}

/** What of a segment is worth a search: all but the tables that the standard itself prints. */
function searchedTables(code: number, content: Uint8Array): readonly Uint8Array[] {
  if (code !== huffmanCode) return [content];
  return (huffmanValues(content) ?? []).filter((values) => !isStandardTable(values));
}
