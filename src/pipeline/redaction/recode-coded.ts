import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { areInFrame } from '../../pixel-data/redaction/blank-rectangles.ts';
import { blankPatterns, darkestPatterns } from '../../pixel-data/redaction/coded/blank-patterns.ts';
import { setJpeg2000Depth } from '../../pixel-data/redaction/coded/coded-depth.ts';
import type { CodedMethod, CodedTarget } from '../../pixel-data/redaction/coded/coded-method.ts';
import { unsignedSamples } from '../../pixel-data/redaction/coded/plain-frame.ts';
import { maskOf, type RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import type { Codecs, Decode } from '../image/codecs/create-codecs.ts';
import { type DecodedFrame, decodeCoded } from './decode-coded.ts';

/** A frame that was coded by a codec, decoded, its rectangles dark. @param frame from 0 */
export async function blankCoded(
  dataset: IndexedDataset,
  redaction: PlannedRedaction,
  method: CodedMethod,
  frame: number,
  encoded: Uint8Array,
  decode: Decode,
): Promise<DecodedFrame | RedactionFault> {
  const { pixel, areas } = redaction;
  const decoded = await decodeCoded(encoded, pixel, method.decoder, decode);
  if (decoded === null) return 'unsupported';
  if (!hasBoxes(redaction, frame)) return decoded;
  const darkest = darkestPatterns(dataset, pixel, method, decoded.depth);
  if (darkest === null) return 'unsupported';
  blankPatterns(decoded.patterns, maskOf(areas, frame, pixel), darkest);
  return decoded;
}

/** Does anything in this frame go? */
export function hasBoxes({ areas }: PlannedRedaction, frame: number): boolean {
  return areas.some((area) => areInFrame(area, frame) && area.rectangles.length > 0);
}

/** Codes a frame again, without loss and as deep as it was. @returns null when the library cannot */
export async function encodeCoded(
  { depth, patterns }: DecodedFrame,
  { encoder, photometric }: CodedTarget,
  { encode }: Codecs,
): Promise<Uint8Array | null> {
  const { rows, columns, components: samplesPerPixel } = depth;
  const isRgb = photometric === 'YBR_RCT';
  const samples = unsignedSamples(patterns, depth, encoder);
  const encoded = await encode(encoder, { rows, columns, samplesPerPixel, isRgb, ...samples });
  if (encoded !== null && encoder !== 'EncodeJpegLs') setJpeg2000Depth(encoded, depth);
  return encoded;
}
