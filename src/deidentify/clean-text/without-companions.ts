import { foldText } from '../residual/fold-text.ts';
import { isLooseNumber } from './beside/loose-numbers.ts';
import { isModalityLetters } from './beside/short-words.ts';
import { isWeakBeside } from './beside/weak-beside.ts';
import { isNameBesideName, isNameFirst, isNameToo, nameParticles } from './name-words.ts';
import { isSpelledTerm } from './names-by-capital.ts';
import { isCountedBy } from './parameter-names.ts';
import type { Word } from './split-words.ts';
import type { WordReason } from './word-decision.ts';

/** A word of a text with its fate. */
export type JudgedWord = Word & { readonly isKept: boolean; readonly why: WordReason };

/** Written out, as a spread of so many small objects takes most of the time. */
export function judgedAs({ text, start, end }: Word, isKept: boolean, why: WordReason): JudgedWord {
  return { text, start, end, isKept, why };
}

/** Words that lead to a name. */
const leading: ReadonlySet<string> = new Set(['at', 'by', 'for', 'from', 'per']);

/** Words of the names of hospitals: they go with the name that they stand beside. */
const placeWords: ReadonlySet<string> = new Set(
  'childrens children memorial veterans methodist baptist presbyterian lutheran regional mercy high teaching medical center centre hospital hospitals clinic clinics general university universitair institute college health healthcare klinikum klinik uniklinik krankenhaus praxis hopital chu chru clinique hospitalier hospitalar ch chi ghu ctr cntr hosp spital clinica policlinico ospedale ospedaliera universitario universitaria ziekenhuis mc umc sjukhus sykehus sairaala szpital kliniczny nemocnice hastanesi больница клиника центр'.split(
    ' ',
  ),
);

/**
 * Takes out initials, particles, names that are words too and numbers beside words that went, until nothing changes:
 * `van der Berg 123`. Back and forth, so that a long row of them takes one sweep.
 */
export function withoutCompanions(text: string, judged: readonly JudgedWord[]): readonly JudgedWord[] {
  const result = [...judged];
  const last = result.length - 1;
  const isCaseless = !/\p{Lu}/u.test(text);
  const isName = (word: JudgedWord | undefined): word is JudgedWord =>
    word !== undefined &&
    isGoneName(word) &&
    (isCaseless || word.why === 'beside-removed' || /^[\p{Lu}\p{Lo}]/u.test(word.text)) &&
    !/\p{N}/u.test(word.text) &&
    !leading.has(foldText(word.text));
  const isTelling = (word: JudgedWord | undefined) => word !== undefined && (isGoneNumber(word) || isName(word));
  const isWeak = (at: number) =>
    (isTelling(result[at - 1]) && isWeakBeside(text, result, at, at - 1)) ||
    (isTelling(result[at + 1]) && isWeakBeside(text, result, at, at + 1));
  for (let isChanged = result.some((word) => isGoneNumber(word) || isGoneName(word)); isChanged; ) {
    isChanged = false;
    for (let step = 0; step <= 2 * last + 1; step++) {
      const at = step <= last ? step : 2 * last + 1 - step;
      const word = result[at]!;
      // A word that the person's list takes away may be part of a name all the same.
      const mayGo = (word.isKept && word.why !== 'own-kept') || word.why === 'own-removed';
      const goes = mayGo && (isCompanion(text, word, result[at - 1], result[at + 1], isName) || isWeak(at));
      if (!goes) continue;
      result[at] = judgedAs(word, false, 'beside-removed');
      isChanged = true;
    }
  }
  return result.some(isTelling) ? withoutLooseNumbers(text, result) : result;
}

function withoutLooseNumbers(text: string, words: readonly JudgedWord[]): readonly JudgedWord[] {
  return words.map((word, at) =>
    word.isKept && word.why !== 'own-kept' && isLooseNumber(text, words, at)
      ? judgedAs(word, false, 'beside-removed')
      : word,
  );
}

type NameTest = (word: JudgedWord | undefined) => word is JudgedWord;

function isCompanion(
  text: string,
  word: JudgedWord,
  before: JudgedWord | undefined,
  after: JudgedWord | undefined,
  isName: NameTest,
): boolean {
  const isAfterGone = before !== undefined && isGoneName(before);
  const isBeforeGone = after !== undefined && isGoneName(after);
  if (!isAfterGone && !isBeforeGone) return false;
  const folded = foldText(word.text);
  if (/\d{3}/.test(word.text) && !/^b\d/i.test(word.text)) return isAfterGone;
  if (leading.has(folded)) return isBeforeGone;
  if (
    isCountOfUnknown(text, word, before, after) ||
    isNumberOfUnknown(text, word, before, after) ||
    isEnding(text, word, before) ||
    isInitialOfLogin(text, word, before, after) ||
    isInitialsBeside(text, word, before) ||
    isInitialsBeside(text, word, after)
  )
    return true;
  const isBesideName =
    (isName(before) && isClose(text.slice(before.end, word.start))) ||
    (isName(after) && isClose(text.slice(word.end, after.start)));
  if (!isBesideName) return false;
  if (isBehindSurname(word, before)) return true;
  if (isBetweenNames(text, word, before, after, isName)) return true;
  // `Müller L5`, `Smith L knee`: a side behind a name is none of it, before one it is an initial.
  return (
    isLetter(folded) ||
    /^\p{Lu}$/u.test(word.text) ||
    nameParticles.has(folded) ||
    (isNameFirst(folded) && !isSpelledTerm(word.text)) ||
    (isNameBesideName(folded) && isWrittenAs(word, isName(before) ? before : after)) ||
    placeWords.has(folded)
  );
}

/** Both with a capital or neither: `Chip Woods`, `chip woods`, not `Woods chip`. */
function isWrittenAs(word: JudgedWord, name: JudgedWord | undefined): boolean {
  const isSmall = /^\p{Ll}/u.test(word.text);
  // Two small letters are a word of the sentence: `ma`, `su`.
  return name !== undefined && isSmall === /^\p{Ll}/u.test(name.text) && !(isSmall && word.text.length === 2);
}

/** Nothing between but what stands between the parts of a name. */
function isClose(gap: string): boolean {
  return gap.length <= 3 && !/[()[\]/;|+]/.test(gap);
}

/** A removed word of letters: numbers that went have no initials. */
function isGoneName({ isKept, why, text }: JudgedWord): boolean {
  return !isKept && why !== 'date-or-number' && why !== 'own-removed' && /\p{L}/u.test(text);
}

function isGoneNumber({ isKept, why }: JudgedWord): boolean {
  return !isKept && why === 'date-or-number';
}

const longestBetweenNames = 3;

/** `Nguyen Thi Hoa`: a short word or one that is a name too, with a capital, between two names. */
function isBetweenNames(
  text: string,
  word: JudgedWord,
  before: JudgedWord | undefined,
  after: JudgedWord | undefined,
  isName: NameTest,
): boolean {
  if (!isName(before) || !isName(after) || !/^\p{Lu}\p{L}*$/u.test(word.text)) return false;
  if (!/^[ ^'’-]$/.test(text.slice(before.end, word.start)) || !/^[ ^'’-]$/.test(text.slice(word.end, after.start)))
    return false;
  return word.text.length <= longestBetweenNames || isNameToo(foldText(word.text));
}

/** `Lena's`, `Nermin'in`: the ending of a name that went. */
function isEnding(text: string, word: JudgedWord, name: JudgedWord | undefined): boolean {
  if (name === undefined || !isGoneName(name)) return false;
  return /^\p{Ll}{1,3}$/u.test(word.text) && name.text.length > 2 && /^['’]$/.test(text.slice(name.end, word.start));
}

/** `mcgregor_a`, `j.doe`: the initial in what somebody signs in with. `_l` and `_r` are sides. */
function isInitialOfLogin(
  text: string,
  word: JudgedWord,
  before: JudgedWord | undefined,
  after: JudgedWord | undefined,
): boolean {
  if (!/^[a-km-qs-z]$/.test(word.text)) return false;
  const isLogin = (name: JudgedWord | undefined, gap: string) =>
    name !== undefined && isGoneName(name) && /^\p{Ll}{3,}$/u.test(name.text) && /^[_.]$/.test(gap);
  return isLogin(before, text.slice(before?.end, word.start)) || isLogin(after, text.slice(word.end, after?.start));
}

/** `54 vjeç`: what an unknown word counts may be years. */
function isCountOfUnknown(
  text: string,
  word: JudgedWord,
  before: JudgedWord | undefined,
  after: JudgedWord | undefined,
): boolean {
  // BI-RADS 3
  if (before?.isKept && /rads$/i.test(before.text)) return false;
  if (after === undefined || after.isKept || !/^\p{N}{1,2}$/u.test(word.text)) return false;
  return after.why === 'unknown' && /^[\p{Ll}\p{Lo}]/u.test(after.text) && text.slice(word.end, after.start) === ' ';
}

/**
 * `Edna, 83, knee`: what a short number behind an unknown word counts, nobody can tell, unless a unit says it. The last word of a
 * text numbers series.
 */
function isNumberOfUnknown(
  text: string,
  word: JudgedWord,
  before: JudgedWord | undefined,
  after: JudgedWord | undefined,
): boolean {
  if (before === undefined || after === undefined || !isGoneName(before) || !/^\p{N}{1,2}$/u.test(word.text))
    return false;
  if (!/^,?\s$/.test(text.slice(before.end, word.start))) return false;
  return !/^[ -]?$/.test(text.slice(word.end, after.start)) || !isCountedBy(foldText(after.text));
}

/** `jb/mt`, `ka/Bo`: who dictated and who typed. */
function isInitialsBeside(text: string, word: JudgedWord, other: JudgedWord | undefined): boolean {
  const isInitials = ({ text: letters }: JudgedWord) => /^(?:\p{Ll}{2,3}|\p{Lu}{2,3}|\p{Lu}\p{Ll})$/u.test(letters);
  if (other === undefined || other.isKept || !isInitials(word) || !isInitials(other)) return false;
  const gap = other.start > word.start ? text.slice(word.end, other.start) : text.slice(other.end, word.start);
  return gap === '/' && !isModalityLetters(foldText(word.text));
}

/** `한 지연`, `王安定`: a family name, and a given one of two letters that means something as well. */
function isBehindSurname(word: JudgedWord, before: JudgedWord | undefined): boolean {
  if (!isNameToo(word.text) || before === undefined) return false;
  return (
    (/^\p{Script=Hangul}{2}$/u.test(word.text) && /^\p{Script=Hangul}$/u.test(before.text)) ||
    (/^\p{Script=Han}{2}$/u.test(word.text) && /^\p{Script=Han}{1,2}$/u.test(before.text))
  );
}

function isLetter(folded: string): boolean {
  return /^[a-z]$/.test(folded) || /^(?:\p{L}\.)+\p{L}$/u.test(folded);
}
