import type { Reading } from '../../dicom/reading.ts';
import { isJpegLsMarker, isJpegMarker, skipCodedData } from './coded-data.ts';
import type { HiddenCode } from './codestream-content.ts';
import { type Cursor, skip } from './cursor.ts';
import { huffmanValues, isStandardTable } from './huffman-tables.ts';
import { applicationSegment, type ColourProfile, isColourProfileWhole, noColourProfile } from './jpeg-application.ts';
import { huffmanCode, isTableSegment } from './jpeg-tables.ts';
import { isEncoderComment } from './known-marks.ts';
import { behindImage, endOfImage, type MarkerSegment, readMarkerSegment, withoutEnd } from './marker-segment.ts';
import type { SideBytes } from './side-bytes.ts';

const marker = { startOfImage: 0xd8, startOfScan: 0xda, comment: 0xfe, jpegLsFrame: 0xf7 } as const;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === marker.startOfImage;
}

/**
 * Goes through the segments of a JPEG or JPEG-LS codestream. Each has to be one that the coding needs, with exactly the
 * bytes that its own fields call for, or a known mark of an encoder; and behind the end is nothing but padding.
 * @param side takes what is not coded pixels
 * @returns null when there is nothing but the image
 * @see ISO/IEC 10918-1 annex B, ISO/IEC 14495-1 annex C
 */
export function* jpegContent(cursor: Cursor, side: SideBytes): Reading<HiddenCode | null> {
  skip(cursor, 2);
  const state: State = { isJpegLs: false, hasScan: false, profile: noColourProfile };
  for (;;) {
    const segment = yield* readMarkerSegment(cursor);
    if (typeof segment === 'string') return withoutEnd(segment, state.hasScan, cursor);
    if (segment.code === endOfImage) return yield* behindImage(cursor);
    const found = hiddenIn(segment, state, side);
    if (found) return found;
    state.isJpegLs ||= segment.code === marker.jpegLsFrame;
    if (segment.code !== marker.startOfScan) continue;
    if (!isColourProfileWhole(state.profile)) return 'codestream-metadata';
    state.hasScan = true;
    const end = yield* skipCodedData(cursor, state.isJpegLs ? isJpegLsMarker : isJpegMarker, side);
    if (end !== 'marker') return end === 'end' ? null : end;
  }
}

type State = { isJpegLs: boolean; hasScan: boolean; profile: ColourProfile };

/** What a segment holds that no coding needs. */
function hiddenIn({ code, content }: MarkerSegment, state: State, side: SideBytes): HiddenCode | null {
  if (code === marker.comment) {
    side(content, 'text');
    return isEncoderComment(content) ? null : 'codestream-comment';
  }
  if (code >= 0xe0 && code <= 0xef) {
    const profile = applicationSegment(code, content, state.profile);
    side(content, 'text');
    if (profile === null) return 'codestream-metadata';
    state.profile = profile;
    return null;
  }
  for (const table of searchedTables(code, content)) side(table, 'table');
  return isTableSegment(code, content) ? null : 'codestream-metadata';
}

/** What of a segment is worth a search: all but the tables that the standard itself prints. */
function searchedTables(code: number, content: Uint8Array): readonly Uint8Array[] {
  if (code !== huffmanCode) return [content];
  return (huffmanValues(content) ?? []).filter((values) => !isStandardTable(values));
}
