/** A kind of value in the list of what remains, the most pressing first. `plain`: numbers, and what the run made itself. */
export const reviewStands = ['toCheck', 'notReviewed', 'reviewed', 'plain'] as const;
export type ReviewStand = (typeof reviewStands)[number];

/** Each value stands in one of them, and each attribute where the most pressing of its values does. */
export type ReviewCounts = Readonly<Record<ReviewStand, { readonly attributes: number; readonly values: number }>>;

/** How far a person had reviewed what remains when the records were made. Counts only. */
export type ValueReview =
  | { readonly kind: 'not-opened' }
  | {
      readonly kind: 'listed';
      /** False when looking through the files was stopped, broke off or still went on. */
      readonly isWhole: boolean;
      /** Files, rules or decisions have changed since. */
      readonly isOutOfDate: boolean;
      /** Files looked at, of those to be put out when the list was made. */
      readonly looked: number;
      readonly total: number;
      readonly counts: ReviewCounts;
    };
