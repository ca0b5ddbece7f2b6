import { foldText, isAscii, tokensOf } from '../residual/fold-text.ts';
import { findHazards } from './find-hazards.ts';
import { isPlainNumber, isSafeCompound } from './parameter-word.ts';
import type { PatientWords } from './patient-words.ts';
import { isSafeWord } from './safe-words.ts';
import { splitCapitals, splitRuns, type Word } from './split-words.ts';
import type { WordReason } from './word-decision.ts';

/** A word of a text with its fate. */
export type JudgedWord = Word & { readonly isKept: boolean; readonly why: WordReason };

/**
 * Judges each word of a text: what belongs to the patient goes, then dates and long numbers, then everything that is
 * neither a word of imaging nor a parameter, and last what makes sense only beside a word that went.
 */
export function judgeWords(text: string, words: readonly Word[], own: PatientWords): readonly JudgedWord[] {
  const hazards = findHazards(text);
  const judged = words.map((word, at): JudgedWord => {
    const isInHazard = hazards.some(({ start, end }) => word.start < end && word.end > start);
    const why = isOwn(word.text, own) ? 'identifier' : isInHazard ? 'date-or-number' : reasonOf(word, words[at - 1]);
    return { ...word, why, isKept: why === 'vocabulary' || why === 'parameter' };
  });
  return withoutCompanions(judged);
}

/** The whole word, and each part of one written together; short numbers in it are nobody's. */
function isOwn(text: string, own: PatientWords): boolean {
  const folded = foldText(text);
  if (own.isPatientWord(folded)) return true;
  const parts = [
    ...tokensOf(folded),
    ...splitRuns(text)
      .flatMap((run) => [run, ...splitCapitals(run)])
      .map(foldText),
  ];
  return parts.some((part) => own.isPatientWord(part) && (part.length >= shortestNumber || !/^\p{N}+$/u.test(part)));
}

const shortestNumber = 4;

function reasonOf({ text }: Word, before: Word | undefined): WordReason {
  const folded = foldText(text.replace(/\*$/, ''));
  if (/^\p{N}+(?:[.,:]\p{N}+)?$/u.test(text)) {
    const isFormatName = text === '2000' && before !== undefined && foldText(before.text) === 'jpeg';
    return isPlainNumber(text) || isFormatName ? 'parameter' : 'date-or-number';
  }
  if (isLetter(folded)) return safeLetters.has(folded) ? 'vocabulary' : 'unknown';
  if (isSafeWord(folded)) return isWrittenOut(text) ? 'vocabulary' : 'unknown';
  if (isSafeCompound(text)) return /\p{N}/u.test(text) ? 'parameter' : 'vocabulary';
  return /\p{N}{5}/u.test(text) ? 'date-or-number' : 'unknown';
}

/** `RÃ` is what a wrong character set makes of a name, not `RA`. */
function isWrittenOut(text: string): boolean {
  return isAscii(text) || (text.length > 2 && !/[ÂÃ]/.test(text));
}

/** Sides, directions, phases and weightings; `x` between sizes. */
const safeLetters: ReadonlySet<string> = new Set('abcdefhilnprstvwxyz');

/** Words that are part of a name when a name stands beside them. */
const nameParticles: ReadonlySet<string> = new Set(
  'van von der den de del della di da do dos das du la le las los el al ten ter te zu zur y e dr md ms mac mc st sr jr'.split(
    ' ',
  ),
);

/** Words that lead to a name. */
const leading: ReadonlySet<string> = new Set(['at', 'by', 'for', 'from', 'per']);

/**
 * Takes out initials, particles and numbers beside words that went, until nothing changes: `van der Berg 123`. Back and
 * forth, so that a long row of them takes one sweep.
 */
function withoutCompanions(judged: readonly JudgedWord[]): readonly JudgedWord[] {
  const result = [...judged];
  const places = [...result.keys()];
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const at of [...places, ...places.toReversed()]) {
      const word = result[at];
      if (!word?.isKept || !isCompanion(word, result[at - 1], result[at + 1])) continue;
      result[at] = { ...word, isKept: false, why: 'beside-removed' };
      isChanged = true;
    }
  }
  return result;
}

function isCompanion({ text }: JudgedWord, before: JudgedWord | undefined, after: JudgedWord | undefined): boolean {
  const folded = foldText(text);
  const isAfterGone = before !== undefined && isGoneName(before);
  if (/\d{3}/.test(text) && !/^b\d/i.test(text)) return isAfterGone;
  if (leading.has(folded)) return after !== undefined && isGoneName(after);
  if (!isLetter(folded) && !nameParticles.has(folded)) return false;
  return isAfterGone || (after !== undefined && isGoneName(after));
}

/** A removed word of letters: numbers that went have no initials. */
function isGoneName({ isKept, why, text }: JudgedWord): boolean {
  return !isKept && why !== 'date-or-number' && /\p{L}/u.test(text);
}

function isLetter(folded: string): boolean {
  return /^[a-z]$/.test(folded);
}
