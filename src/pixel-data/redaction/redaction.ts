import { areAllSeen, type SeenCounts } from '../../dicom/seen-counts.ts';

/**
 * A rectangle of pixels as they are stored, whatever a viewer does to them: column and row of the first, from 0, and how
 * many. What reaches past the image is cut off.
 */
export type Rectangle = {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
};

/** Frames count from 0, ascending. */
export type FrameChoice = 'all' | readonly number[];

/** What of an image goes: what lies in the rectangles, or what lies outside of them. */
export type RedactedArea = {
  readonly kind: 'blank' | 'keep';
  readonly frames: FrameChoice;
  readonly rectangles: readonly Rectangle[];
};

/**
 * Who answers for the result: a person who saw every image of it, a person who did not see all of them, or nobody. Seen is
 * measured by whoever says so, and never ticked.
 */
export type RedactionReview = 'seen' | 'not-all-seen' | 'by-program';

/** What is blanked in the image of one file. A pixel goes when any of the areas says so: a box wins over a region. */
export type Redaction = {
  readonly areas: readonly RedactedArea[];
  readonly review: RedactionReview;
  /** What had been displayed of the result, in the series of the file. Absent: nobody has measured it. */
  readonly seen?: SeenCounts;
  /** What a search had found and the areas do not blank, where it is not at hand itself. Absent: nothing is known of any. */
  readonly textLeft?: TextLeft;
};

/** Text that names the patient, or text of nobody in particular. */
export type TextLeft = 'patients' | 'other';

/**
 * The review that the numbers bear out: without them, or with numbers of fewer images than the file has frames, nobody has seen
 * every image.
 */
export function reviewOf({ review, seen }: Pick<Redaction, 'review' | 'seen'>, frames = 1): RedactionReview {
  const isBorneOut = seen !== undefined && seen.of >= frames && areAllSeen(seen);
  return review === 'seen' && !isBorneOut ? 'not-all-seen' : review;
}

/** More would be no boxes that anybody drew, and each costs time in every frame. */
export const mostRectangles = 256;

/** What keeps boxes from being blanked. Stable words; the texts below are what people read. */
export type RedactionProblem =
  | 'no-image'
  | 'no-boxes'
  | 'too-many-boxes'
  | 'malformed-box'
  | 'box-outside'
  | 'frame-outside'
  | 'syntax'
  | 'layout'
  | 'photometric'
  | 'palette'
  | 'odd-columns'
  | 'too-large';

export const redactionProblems: Readonly<Record<RedactionProblem, string>> = {
  'no-image': 'The file has boxes and no image that they could lie in',
  'no-boxes': 'The decision about this image names no box',
  'too-many-boxes': 'More boxes than one image may have',
  'malformed-box': 'A box is not made of whole numbers',
  'box-outside': 'A box lies outside of the image, so it was not meant for this one',
  'frame-outside': 'A box is meant for a frame that the image does not have',
  syntax: 'This kind of compression cannot be blanked yet',
  layout: 'Samples of this size cannot be blanked yet',
  photometric: 'Colours of this kind cannot be blanked yet',
  palette: 'The colour palette cannot be read, so nobody can tell which value is dark',
  'odd-columns': 'Two pixels share their colour, and the rows of the image have an odd number of pixels',
  'too-large': 'One frame is too large to be blanked and compared here',
};
