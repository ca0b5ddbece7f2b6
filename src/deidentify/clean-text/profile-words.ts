import type { Profile, WordLists } from '../../profile/profile.ts';
import { foldText } from '../residual/fold-text.ts';
import type { TextKind } from './names-in-prose.ts';

/** What a person has said of words: which stay in cleaned texts, and which go. Asked with folded words. */
type ProfileWords = {
  readonly isKept: (folded: string) => boolean;
  readonly isRemoved: (folded: string) => boolean;
};

/** How a text is cleaned, besides whose it is. */
export type TextSetting = { readonly kind: TextKind; readonly words: ProfileWords };

const noWords: ProfileWords = { isKept: () => false, isRemoved: () => false };
export const plainDescription: TextSetting = { kind: 'description', words: noWords };

const plainSettings: Readonly<Record<TextKind, TextSetting>> = {
  description: plainDescription,
  prose: { kind: 'prose', words: noWords },
};

/** How texts of a kind are cleaned under a profile; the same object for the same words. A word in both lists goes. */
export function textSettingOf({ words }: Pick<Profile, 'words'>, kind: TextKind): TextSetting {
  if (words === undefined) return plainSettings[kind];
  const known = compiled.get(words) ?? compile(words);
  compiled.set(words, known);
  return known[kind];
}

function compile(words: WordLists): Readonly<Record<TextKind, TextSetting>> {
  const removed = new Set(words.remove.map(foldText));
  const kept = new Set(words.keep.map(foldText).filter((word) => !removed.has(word)));
  const made: ProfileWords = { isKept: (word) => kept.has(word), isRemoved: (word) => removed.has(word) };
  return { description: { kind: 'description', words: made }, prose: { kind: 'prose', words: made } };
}

const compiled = new WeakMap<WordLists, Readonly<Record<TextKind, TextSetting>>>();
