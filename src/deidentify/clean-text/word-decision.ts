/** Why a word of a free text was kept or taken out. */
export type WordReason =
  /** A word of the shipped vocabulary of imaging. */
  | 'vocabulary'
  /** A number or a number with its unit, as slice thickness or b-value. */
  | 'parameter'
  /** Belongs to this patient, staff, institution or visit. */
  | 'identifier'
  /** A date, time, age, telephone number, address of the net, or a long number. */
  | 'date-or-number'
  /** Goes with the word beside it that went: an initial, a title, `van der`, a number behind a name. */
  | 'beside-removed'
  /** Nobody has said that it is safe. */
  | 'unknown'
  /** The profile's own list keeps it. */
  | 'own-kept'
  /** The profile's own list takes it out everywhere. */
  | 'own-removed';

/** What became of one word. `text` is of the original: it may be shown to the user, and must not go into records. */
export type WordDecision = {
  readonly text: string;
  readonly isKept: boolean;
  readonly why: WordReason;
};

/** A cleaned text, and the decision on each of its words in order. */
export type CleanedText = {
  readonly text: string;
  readonly words: readonly WordDecision[];
};
