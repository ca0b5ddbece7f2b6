import { foldText } from '../../residual/fold-text.ts';
import { isNameToo, nameParticles } from '../name-words.ts';
import { isTitleCase, type Word } from '../split-words.ts';
import { isShortTermOfImaging } from './short-words.ts';
import { isWeakWord } from './weak-words.ts';

/** What stands between a name or code and what belongs to it. */
const gapOfName = /^[\s_^/.,'’&#:-]{1,3}$/;
/** The last group of a number of a record, but not of what is measured. */
const endOfNumber = /^(?:\p{N}{1,4}\p{Lu}?|\p{Lu})$/u;
const isCounting = /^\s?(?:mm|cm|ml|mg|gy|hu|s|ms|%|°|x|views?)(?!\p{L})/iu;
const gapOfJoin = /^[-'’]$/;

/**
 * Whether a word that says little of an image goes with the word beside it that went: `Pine Hollow`, `Paulsen-Ito`, `TAG 273952`.
 * @param goneAt the place of the word beside it, whose letters or figures told somebody
 */
export function isWeakBeside(text: string, words: readonly Word[], at: number, goneAt: number): boolean {
  const [word, gone] = [words[at], words[goneAt]];
  if (word === undefined || gone === undefined) return false;
  const gap = goneAt < at ? text.slice(gone.end, word.start) : text.slice(word.end, gone.start);
  if (!gapOfName.test(gap)) return false;
  const isOfLetters = /\p{L}/u.test(gone.text);
  // 88/2, 41-C
  if (!isOfLetters && goneAt < at && /^[-/]$/.test(gap) && endOfNumber.test(word.text))
    return !isCounting.test(text.slice(word.end));
  const folded = foldText(word.text);
  if (isOfLetters && gapOfJoin.test(gap) && !isShortTermOfImaging(folded) && isWeakWord(folded)) return true;
  if (!/^\p{Lu}/u.test(word.text) || !/^\p{L}+$/u.test(word.text)) return false;
  if (isOfLetters && !/\p{N}/u.test(gone.text))
    return isWeakWord(folded, isTitleCase(word.text)) || isBeforeParticle(text, words, at, goneAt);
  // TAG 273952, E/2024/008812
  if (/^\p{Lu}$/u.test(word.text)) return /^[-/_]$/.test(gap) && goneAt > at;
  return /^\p{Lu}{2,3}$/u.test(word.text) && isWeakWord(folded);
}

/** `Cabeza de Vaca`: a name of several words, the particle of which went with its second part. */
function isBeforeParticle(text: string, words: readonly Word[], at: number, goneAt: number): boolean {
  const [word, particle, name] = [words[at], words[goneAt], words[goneAt + 1]];
  if (word === undefined || particle === undefined || name === undefined || goneAt !== at + 1) return false;
  if (!isTitleCase(word.text) || !/^\p{Ll}{2,3}$/u.test(particle.text) || !/^\p{Lu}/u.test(name.text)) return false;
  return (
    nameParticles.has(foldText(particle.text)) &&
    isNameToo(foldText(word.text)) &&
    text.slice(particle.end, name.start) === ' '
  );
}
