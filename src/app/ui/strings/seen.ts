import { countOf, formatCount } from '../format.ts';

/** How images were looked at: one by one, in projections, by the detector. Never added up. */
type Numbers = {
  readonly each: number;
  readonly inProjections: number;
  readonly byDetector: number;
  readonly of: number;
};

/** What is said of images that were on the screen: no more than was measured. Shared by the image view and the queue. */
export const seenStrings = {
  seen: ({ each, inProjections, of }: Numbers): string => {
    if (of === 1) return `${each === 1 ? 'Seen' : 'Not seen yet'} large enough to read.`;
    const oneByOne = `${formatCount(each)} of ${formatCount(of)} images seen large enough to read`;
    return inProjections === 0 ? `${oneByOne}.` : `${oneByOne}, ${formatCount(inProjections)} in projections.`;
  },
  notAll: 'Not every image was seen, so the files will not claim clean pixels.',
  takenBack:
    'Text was found in images about which you decided before all of them were seen: beside your boxes, or where you said nothing identifying. That decision does not hold for these images: they wait again. Boxes stay.',
  /** Goes into the records. */
  record: ({ each, inProjections, byDetector, of }: Numbers) =>
    `Of ${countOf(of, 'image', 'images')}: ${formatCount(each)} seen one by one, ${formatCount(inProjections)} seen in projections, ${formatCount(byDetector)} checked by the detector.`,
  recordAfter: ({ each, of }: Numbers) =>
    `With these boxes blanked, ${formatCount(each)} of ${countOf(of, 'image was', 'images were')} seen.`,
  recordBlanked: (seen: Numbers, after: Numbers): string =>
    `${seenStrings.record(seen)} ${seenStrings.recordAfter(after)}`,
  fromDevice: ' The boxes were drawn in another series of the same device.',
  /** What files.csv and the records have as the reason, where no note was written. */
  reason: (isAllSeen: boolean) =>
    isAllSeen ? 'Nothing identifying, every image seen' : 'Nothing identifying, not all images seen',
} as const;
