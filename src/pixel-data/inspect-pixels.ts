import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { assessPixels, type PixelAssessment } from './assess-pixels.ts';
import { hiddenByHeader } from './hidden-by-header.ts';
import { inspectCodestreams } from './inspect-codestreams.ts';
import { type PixelReasonCode, pixelReasons } from './pixel-reason.ts';

/**
 * Judges an image by its header, then looks at what its pixel data holds besides the image. Anything found there is
 * class A whatever the header declares: no attribute rule reaches it, and nobody sees it on the screen.
 */
export function* inspectPixels(dataset: IndexedDataset): Reading<PixelAssessment> {
  const assessment = assessPixels(dataset);
  if (assessment.isDocument) return assessment;
  const hidden = hiddenByHeader(dataset) ?? (yield* inspectCodestreams(dataset)).found;
  return hidden === null ? assessment : raised(assessment, hidden);
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
