import type { Profile, WordLists } from '../../profile/profile.ts';
import { wordLists } from '../../profile/word-lists.ts';

/** What a person says of a word: it stays in cleaned texts, it goes from them, or the rules decide again. */
export type WordFate = 'keep' | 'remove' | 'forget';

const none: WordLists = { keep: [], remove: [] };

/** Sets what becomes of a word in cleaned texts. The last word counts, however it was written before. */
export function withWord(profile: Profile, word: string, fate: WordFate): Profile {
  const { keep, remove } = profile.words ?? none;
  const others = (words: readonly string[]) => words.filter((other) => sameOf(other) !== sameOf(word));
  return withWordLists(profile, {
    keep: [...others(keep), ...(fate === 'keep' ? [word] : [])],
    remove: [...others(remove), ...(fate === 'remove' ? [word] : [])],
  });
}

/** Adds words of a list that was read from a file. */
export function withAddedWords(profile: Profile, { keep, remove }: WordLists): Profile {
  const kept = keep.reduce((added, word) => withWord(added, word, 'keep'), profile);
  return remove.reduce((added, word) => withWord(added, word, 'remove'), kept);
}

function withWordLists(profile: Profile, { keep, remove }: WordLists): Profile {
  const { words: _, ...rest } = profile;
  return keep.length + remove.length === 0 ? rest : { ...rest, words: wordLists(keep, remove) };
}

/** Case and accents do not count, as in the engine. */
function sameOf(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
