import type { RemainingRow } from '../pipeline/remaining-values.ts';
import { attributeKey } from '../pipeline/survey-tally.ts';
import { type ReviewCounts, type ReviewStand, reviewStands, type ValueReview } from '../report/value-review.ts';
import type { RemainsState } from './remains-state.ts';

/** What the records tell of the review of what remains: counts, and whether they still are of this batch. */
export function valueReviewOf({
  phase,
  isOutOfDate,
  looked,
  unread,
  total,
  rows,
  reviewed,
}: RemainsState): ValueReview {
  if (phase === 'not-asked') {
    return { kind: 'not-opened' };
  }
  return {
    kind: 'listed',
    isWhole: phase === 'done',
    isOutOfDate,
    looked: looked - unread,
    total,
    counts: countReview(rows, reviewed),
  };
}

function countReview(rows: readonly RemainingRow[], reviewed: ReadonlySet<string>): ReviewCounts {
  const attributes = new Map<string, number>();
  const values = reviewStands.map(() => 0);
  for (const row of rows) {
    const stand = reviewStands.indexOf(standOf(row, reviewed));
    values[stand] = (values[stand] ?? 0) + 1;
    const key = attributeKey(row);
    attributes.set(key, Math.min(stand, attributes.get(key) ?? stand));
  }
  const places = reviewStands.map(() => 0);
  for (const stand of attributes.values()) {
    places[stand] = (places[stand] ?? 0) + 1;
  }
  const countAt = (stand: ReviewStand) => {
    const at = reviewStands.indexOf(stand);
    return { attributes: places[at] ?? 0, values: values[at] ?? 0 };
  };
  return {
    toCheck: countAt('toCheck'),
    notReviewed: countAt('notReviewed'),
    reviewed: countAt('reviewed'),
    plain: countAt('plain'),
  };
}

function standOf({ reviewKey, isToCheck, isPlain }: RemainingRow, reviewed: ReadonlySet<string>): ReviewStand {
  if (reviewed.has(reviewKey)) return 'reviewed';
  if (isToCheck) return 'toCheck';
  return isPlain ? 'plain' : 'notReviewed';
}
