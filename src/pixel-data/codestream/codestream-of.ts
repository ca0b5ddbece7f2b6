import { boxContent, isBoxFile, isJpegXl } from './box-content.ts';
import type { CodestreamContent } from './codestream-content.ts';
import { isJpeg2000, jpeg2000Content } from './jpeg-2000-content.ts';
import { isJpeg, jpegContent } from './jpeg-content.ts';

/** How one frame of a transfer syntax is looked through. */
export type CodestreamKind = 'image' | 'video' | 'plain';

/** Endings of transfer syntaxes after 1.2.840.10008.1.2. whose fragments are one video (PS3.5 A.4.6 to A.4.12). */
const video = /^4\.10[0-8](\.1)?$/;
/** RLE, encapsulated uncompressed, deflated frames: coded samples, and no place for text among them. */
const plain: ReadonlySet<string> = new Set(['5', '1.98', '8.1']);

export function codestreamKind(transferSyntaxUid: string): CodestreamKind {
  const ending = transferSyntaxUid.replace('1.2.840.10008.1.2.', '');
  if (plain.has(ending)) return 'plain';
  return video.test(ending) ? 'video' : 'image';
}

/** Does an image begin here? Transfer syntaxes are mislabelled often enough that the bytes decide. */
export function isCodestreamStart(bytes: Uint8Array): boolean {
  return isJpeg(bytes) || isJpeg2000(bytes) || isBoxFile(bytes) || isJpegXl(bytes);
}

/** What one compressed image holds besides the image. @param isWhole false for its first bytes only */
export function imageContent(bytes: Uint8Array, isWhole: boolean): CodestreamContent {
  if (isJpeg(bytes)) return jpegContent(bytes, isWhole);
  if (isJpeg2000(bytes)) return jpeg2000Content(bytes, isWhole);
  if (isBoxFile(bytes)) return boxContent(bytes, isWhole);
  return isJpegXl(bytes) ? 'nothing' : 'unknown-codestream';
}
