import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { assessPixels, type PixelAssessment } from './assess-pixels.ts';
import { hiddenByHeader } from './hidden-by-header.ts';
import { inspectCodestreams, type Look } from './inspect-codestreams.ts';
import { inspectTables } from './inspect-tables.ts';
import type { PixelCuts } from './pixel-cuts.ts';
import { type PixelReasonCode, pixelReasons } from './pixel-reason.ts';

/** How far the pixel data of a file has been looked through, and what was found. */
export type SeenPixels = {
  readonly hidden: PixelReasonCode | null;
  /** The first frame that was not looked through to its end. */
  readonly nextFrame: number;
  /** False when a later look has to go on at that frame. */
  readonly isWhole: boolean;
  /** What goes out of the frames that were looked through; null for nothing. */
  readonly cuts: PixelCuts | null;
};

/** Which elements stay in the output: what goes hides nothing. */
type Kept = { readonly isKept: (element: number) => boolean };

/**
 * Looks at what the pixel data of an image holds besides the image, at what the header says of sound and overlays, and
 * behind the end of tables, overlays and waveforms.
 * @param before what an earlier look found in the same bytes: nothing is looked at twice
 */
export function* seePixels(dataset: IndexedDataset, look: Look & Kept, before: SeenPixels | null): Reading<SeenPixels> {
  if (before?.isWhole === true) return before;
  const hidden =
    before === null ? (hiddenByHeader(dataset) ?? (yield* inspectTables(dataset, look.isKept))) : before.hidden;
  const firstFrame = before?.nextFrame ?? look.firstFrame;
  // Frames are cut whatever else holds the file, as a person may release it.
  const seen = yield* inspectCodestreams(dataset, { ...look, firstFrame }, before?.cuts ?? null);
  const { found, nextFrame, isWhole, cuts } = seen;
  return { hidden: hidden ?? found, nextFrame, isWhole, cuts };
}

/**
 * Judges an image by its header and by what was seen in its pixel data. Anything found there is class A whatever the
 * header declares: no attribute rule reaches it, and nobody sees it on the screen.
 */
export function judgedBy(dataset: IndexedDataset, { hidden }: SeenPixels): PixelAssessment {
  const assessment = assessPixels(dataset);
  // A document has no pixels to look at and a hold of its own.
  return hidden === null || assessment.isDocument ? assessment : raised(assessment, hidden);
}

/** An image that is class A already has both reasons: whoever looks should know what cannot be seen. */
function raised({ riskClass, code, reason, isDocument }: PixelAssessment, hidden: PixelReasonCode): PixelAssessment {
  const isKnown = riskClass === 'A';
  return {
    riskClass: 'A',
    code: isKnown ? code : hidden,
    reason: isKnown ? `${reason}; ${pixelReasons[hidden]}` : pixelReasons[hidden],
    isDocument,
    showsAll: false,
  };
}
