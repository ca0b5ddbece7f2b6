import type { RemainingRow } from '../../../pipeline/survey/remaining-values.ts';
import { attributeKey } from '../../../pipeline/survey/survey-tally.ts';
import { type ReviewCounts, type ReviewStand, reviewStands, type ValueReview } from '../../../report/value-review.ts';
import type { RemainsState } from '../remains-state.ts';

/** Counts for the records: how many remaining values a person has reviewed, and whether the counts are still true. */
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
