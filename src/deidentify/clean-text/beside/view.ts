import type { Word } from '../split-words.ts';

/** A text and its words, as the tests for names look at it. */
export type View = {
  readonly text: string;
  readonly words: readonly Word[];
  readonly folded: readonly string[];
  readonly isGone: (at: number) => boolean;
};

export const gapOf = ({ text, words }: View, at: number) => text.slice(words[at]?.end, words[at + 1]?.start);

export const isCapital = ({ words }: View, at: number) => /^\p{Lu}|^[\p{Lo}]/u.test(words[at]?.text ?? '');

export const isLetters = ({ words }: View, at: number) => /^[\p{L}\p{M}.'’*]+$/u.test(words[at]?.text ?? '');
