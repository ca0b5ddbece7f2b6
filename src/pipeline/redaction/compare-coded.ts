import { darkestPatterns } from '../../pixel-data/redaction/coded/blank-patterns.ts';
import type { CodedMethod } from '../../pixel-data/redaction/coded/coded-method.ts';
import { areStoredAlike, type StoredFrame } from '../../pixel-data/redaction/compare-frame.ts';
import { compareSamples, maskOf, type RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import type { WrittenImage } from '../../pixel-data/redaction/written-image.ts';
import { nativeSamples } from '../../pixel-data/rendering/compose-frame.ts';
import type { Decode } from '../image/codecs/create-codecs.ts';
import { type DecodedFrame, decodeCoded } from './decode-coded.ts';
import { hasBoxes } from './recode-coded.ts';

type CompareFrame = (frame: number, before: StoredFrame, after: StoredFrame) => Promise<RedactionFault | null>;

/**
 * Compares the decoded samples of what was with what is written: coded again at the same depth, or as native cells. Outside of
 * the rectangles each is what it was, inside it has the planned value.
 */
export function createCodedComparison(
  redaction: PlannedRedaction,
  method: CodedMethod,
  written: WrittenImage,
  decode: Decode,
): CompareFrame {
  const { pixel, areas } = redaction;
  return async (frame, before, after) => {
    const isKept = written.decoder !== null && !hasBoxes(redaction, frame);
    if (isKept && areStoredAlike(before, after)) return null;
    const was = await decodeCoded(before.bytes.bytes, pixel, method.decoder, decode);
    const darkest = was && darkestPatterns(before.dataset, pixel, method, was.depth);
    if (was === null || darkest === null) return 'unreadable';
    const mask = maskOf(areas, frame, pixel);
    if (written.decoder === null) {
      const cells = nativeSamples(after.dataset, after.pixel, after.bytes)?.cells ?? null;
      const toCell = cellOf(was, pixel.bitsAllocated);
      const expected = Float64Array.from(was.patterns, toCell);
      return cells === null ? 'unreadable' : compareSamples(expected, cells, mask, darkest.map(toCell), 'by-pixel');
    }
    const is = await decodeCoded(after.bytes.bytes, after.pixel, written.decoder, decode);
    if (is === null || is.depth.precision !== was.depth.precision || is.depth.isSigned !== was.depth.isSigned) {
      return 'unreadable';
    }
    return compareSamples(was.patterns, is.patterns, mask, darkest, 'by-pixel');
  };
}

/** The number that a sample is, as the bits of a cell (PS3.5 8.1.1). */
function cellOf({ depth: { precision, isSigned } }: DecodedFrame, bitsAllocated: number): (pattern: number) => number {
  return (pattern) => {
    const isNegative = isSigned && pattern >= 2 ** (precision - 1);
    return isNegative ? pattern - 2 ** precision + 2 ** bitsAllocated : pattern;
  };
}
