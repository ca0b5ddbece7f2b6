/**
 * Of how many images of a series something was measured by the time a decision was made about it; an image is a frame. Kept here
 * because layers that do not know each other share it.
 */
export type SeenCounts = {
  /** Displayed one by one, large and long enough to count. */
  readonly each: number;
  /** Displayed in a projection of few images, and not one by one. */
  readonly inProjections: number;
  /** Searched for text by the detector. */
  readonly byDetector: number;
  readonly of: number;
};

/** True when any image was on anybody's screen. */
export function isAnySeen({ each, inProjections }: SeenCounts): boolean {
  return each + inProjections > 0;
}

/** Images that nobody has had on the screen. */
export function countUnseen({ each, inProjections, of }: SeenCounts): number {
  return of - each - inProjections;
}

/** True when no image is left that nobody has had on the screen. */
export function areAllSeen({ each, inProjections, of }: SeenCounts): boolean {
  return of > 0 && each + inProjections >= of;
}
