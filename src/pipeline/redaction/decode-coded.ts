import { areEqualBytes } from '../../dicom/equal-bytes.ts';
import { type CodedDepth, codedDepth } from '../../pixel-data/redaction/coded/coded-depth.ts';
import { type Patterns, patternsOf } from '../../pixel-data/redaction/coded/sample-patterns.ts';
import { isJpegLsPlanar } from '../../pixel-data/rendering/codestream-layout.ts';
import type { CodecName } from '../../pixel-data/rendering/frame-coding.ts';
import type { ImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import type { Decode } from '../image/codecs/create-codecs.ts';

/** The samples of a frame with all bits that its codestream has, whatever the header says of them. */
export type DecodedFrame = { readonly depth: CodedDepth; readonly patterns: Patterns };

/**
 * @returns null for a frame that is damaged, not of the image in the header, or of whose samples one cannot be sure: colours
 * deeper than 8 bits, what the library warns of, HTJ2K that its two decoders read differently
 */
export async function decodeCoded(
  bytes: Uint8Array,
  pixel: ImagePixel,
  decoder: CodecName,
  decode: Decode,
): Promise<DecodedFrame | null> {
  const depth = codedDepth(bytes);
  const isSame =
    depth !== null &&
    depth.rows === pixel.rows &&
    depth.columns === pixel.columns &&
    depth.components === pixel.samplesPerPixel;
  if (!isSame) return null;
  const { precision, isSigned } = depth;
  if (depth.components > 1 && precision > 8) return null;
  const bitsAllocated = precision <= 8 ? 8 : 16;
  const frame = { ...pixel, bytes, bitsAllocated, bitsStored: precision, isSigned, isPlanar: false };
  const decoded = await decode(decoder, frame);
  if (decoded === null || decoded.hasWarning === true) return null;
  // OpenJPH decodes what is cut off without a word; OpenJPEG does not.
  if (decoder === 'DecodeHtJpeg2000') {
    const second = await decode('DecodeJpeg2000', frame);
    if (second === null || second.hasWarning === true || !areEqualBytes(decoded.bytes, second.bytes)) return null;
  }
  const isPlanar = decoded.isPlanar || (depth.components > 1 && decoder === 'DecodeJpegLs' && isJpegLsPlanar(bytes));
  const patterns = patternsOf(decoded, depth, pixel, isPlanar);
  return patterns && { depth, patterns };
}
