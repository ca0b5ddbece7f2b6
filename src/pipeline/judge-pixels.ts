import type { Finding, Hold } from '../deidentify/change.ts';
import type { Release } from '../deidentify/context.ts';
import type { PixelVerdict } from '../deidentify/pixel-verdict.ts';
import type { PixelAssessment } from '../pixel-data/assess-pixels.ts';
import type { PixelPolicy } from '../profile/profile.ts';

/** What the pixels of a file mean for its export. */
export type PixelJudgement = {
  readonly verdict: PixelVerdict;
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
};

/**
 * Class A may show text and is held until a person has looked, or exported with a finding where the profile says so.
 * Class B is exported, marked as not reviewed. A person's look confirms either, but not what no look at the image shows:
 * such a file leaves with a finding, and never marked as clean.
 */
export function judgePixels(
  { riskClass, reason, isDocument, showsAll }: PixelAssessment,
  policy: PixelPolicy,
  release: Release | null,
): PixelJudgement {
  if (riskClass === 'C' || riskClass === 'none') return { verdict: 'clean', holds: [], findings: [] };
  if (release?.hasConfirmedPixels && showsAll) return { verdict: 'confirmed', holds: [], findings: [] };
  if (release && !showsAll) {
    return { verdict: 'not-reviewed', holds: [], findings: [{ code: 'pixel-data-holds-more', message: reason }] };
  }
  // A document has no pixels to look at and a hold of its own.
  if (riskClass === 'B' || isDocument) return { verdict: 'not-reviewed', holds: [], findings: [] };
  if (policy === 'hold' && release === null) {
    return { verdict: 'not-reviewed', holds: [{ kind: 'pixels', reason, isReleasable: true }], findings: [] };
  }
  return { verdict: 'not-reviewed', holds: [], findings: [{ code: 'pixels-may-show-text', message: reason }] };
}
