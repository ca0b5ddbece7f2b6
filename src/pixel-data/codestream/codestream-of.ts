import type { Reading } from '../../dicom/reading.ts';
import { boxContent, isBoxFile, isJpegXl } from './box-content.ts';
import { passCodedData } from './coded-data.ts';
import type { HiddenCode } from './codestream-content.ts';
import { type Cursor, peek } from './cursor.ts';
import { areApart, type FrameCuts } from './frame-cuts.ts';
import { isJpeg2000, jpeg2000Content } from './jpeg-2000-content.ts';
import { isJpeg, jpegContent } from './jpeg-content.ts';
import type { SideBytes } from './side-bytes.ts';

/** How one frame of a transfer syntax is looked through. */
export type CodestreamKind = 'image' | 'video' | 'rle' | 'uncompressed' | 'deflated';

/** Endings of transfer syntaxes after 1.2.840.10008.1.2. whose fragments are one video (PS3.5 A.4.6 to A.4.12). */
const video = /^4\.10[0-8](\.1)?$/;
/** RLE, encapsulated uncompressed, deflated frames (PS3.5 A.4.2, A.4.11, A.4.13). */
const others: Readonly<Record<string, CodestreamKind>> = { '5': 'rle', '1.98': 'uncompressed', '8.1': 'deflated' };

export function codestreamKind(transferSyntaxUid: string): CodestreamKind {
  const ending = transferSyntaxUid.replace('1.2.840.10008.1.2.', '');
  return others[ending] ?? (video.test(ending) ? 'video' : 'image');
}

/** Does an image begin here? Transfer syntaxes are mislabelled often enough that the bytes decide. */
export function isCodestreamStart(bytes: Uint8Array): boolean {
  return isJpeg(bytes) || isJpeg2000(bytes) || isBoxFile(bytes) || isJpegXl(bytes);
}

/** So many bytes tell whether an image begins. */
export const startBytes = 12;

/**
 * What one compressed image holds besides the image; null for nothing.
 * @param side takes what stays and is not coded pixels. @param cuts takes what decoding does not need; good only for null
 */
export function* imageContent(cursor: Cursor, side: SideBytes, cuts: FrameCuts): Reading<HiddenCode | null> {
  const found = yield* contentOf(cursor, side, cuts);
  return found ?? (areApart(cuts) ? null : 'codestream-metadata');
}

function* contentOf(cursor: Cursor, side: SideBytes, cuts: FrameCuts): Reading<HiddenCode | null> {
  const start = (yield* peek(cursor, startBytes)).slice();
  if (isJpeg(start)) return yield* jpegContent(cursor, side, cuts);
  if (isJpeg2000(start)) return yield* jpeg2000Content(cursor, side, cuts);
  if (isBoxFile(start)) return yield* boxContent(cursor, side, cuts);
  if (!isJpegXl(start)) return 'unknown-codestream';
  return (yield* passCodedData(cursor, cursor.lengthBytes, side)) ? null : 'behind-codestream';
}
