import { boundedMemo } from '../bounded-memo.ts';
import { foldText, isAscii, tokensOf } from '../residual/fold-text.ts';
import { isParameterNumber } from './bare-number.ts';
import { isEponym } from './eponyms.ts';
import { findHazards } from './find-hazards.ts';
import { isKnownWord, isSpelledShort } from './known-words.ts';
import { nameContexts } from './name-contexts.ts';
import { isNameFirst } from './name-words.ts';
import { namesByCapital } from './names-by-capital.ts';
import { namesInProse } from './names-in-prose.ts';
import { isSafeCompound } from './parameter-word.ts';
import type { PatientWords } from './patient-words.ts';
import type { TextSetting } from './profile-words.ts';
import { isSegment } from './segment-script.ts';
import { splitCapitals, splitRuns, type Word } from './split-words.ts';
import { isAnimalName } from './terms/animal-names.ts';
import { isContrastStrength, isForMyelography } from './terms/contrast-strengths.ts';
import { isOfDevice } from './terms/device-names.ts';
import { isOfEponym } from './terms/eponym-forms.ts';
import { isDeviceBesideRoom, isGluedName, isHospitalFirst, isNameBetweenUnderscores } from './terms/glued-names.ts';
import { isMeasuredValue, isShortQuantity } from './terms/measured-values.ts';
import { isOfNuclide } from './terms/nuclides.ts';
import { isPointedTerm } from './terms/pointed-terms.ts';
import { isShortTerm } from './terms/short-terms.ts';
import { isSpan } from './terms/spans.ts';
import { isPlanner, isPlanOf, isStation } from './terms/target-names.ts';
import { isOfValueRatio } from './terms/value-ratios.ts';
import { type JudgedWord, judgedAs, withoutCompanions } from './without-companions.ts';
import type { WordReason } from './word-decision.ts';

/**
 * Judges each word of a text: what belongs to the patient goes, then what the profile's own list says, then dates and long numbers, then everything that is
 * neither a word of imaging nor a parameter, then what a title or its like makes a name, and last what makes sense only
 * beside a word that went.
 */
export function judgeWords(
  text: string,
  words: readonly Word[],
  own: PatientWords,
  { kind, words: listed }: TextSetting,
): readonly JudgedWord[] {
  const hazards = findHazards(text);
  const isOwn = ownTestOf(own);
  let next = 0;
  const reasons = words.map((word, at): WordReason => {
    while (next < hazards.length && hazards[next]!.end <= word.start) next++;
    const isInHazard = next < hazards.length && hazards[next]!.start < word.end;
    if (isOwn(word.text)) return 'identifier';
    const folded = foldText(word.text);
    const reason = isInHazard ? 'date-or-number' : reasonOf(text, words, at);
    // A word that goes by itself keeps its reason: what stands beside a name goes with it.
    if (listed.isRemoved(folded)) return reason === 'vocabulary' || reason === 'parameter' ? 'own-removed' : reason;
    return !isInHazard && listed.isKept(folded) && /\p{L}/u.test(folded) ? 'own-kept' : reason;
  });
  const isGone = (at: number) => reasons[at] === 'unknown' || reasons[at] === 'identifier';
  // A word that nobody knows by itself stays for what stands beside it alone: as an eponym.
  const isNamed = (at: number) => reasons[at] === 'vocabulary' && ownReason(words[at]!.text) === 'unknown';
  const contexts = nameContexts(text, words, isGone, isNamed);
  const isName = kind === 'prose' ? namesInProse(text, words, isGone) : namesByCapital(text, words);
  const judged = words.map((word, at) => {
    const reason = reasons[at]!;
    if (reason === 'own-kept') return judgedAs(word, true, reason);
    const isSafe = reason === 'vocabulary' || reason === 'parameter';
    const context = isName(at) ? 'name' : contexts[at];
    if (reason === 'own-removed') return judgedAs(word, false, context === 'name' ? 'unknown' : reason);
    if (!isSafe || context === null || context === undefined) return judgedAs(word, isSafe, reason);
    return judgedAs(word, false, context === 'name' ? 'unknown' : 'beside-removed');
  });
  return withoutCompanions(text, judged);
}

const mostRemembered = 8192;
const longestRemembered = 64;
const ownTests = new WeakMap<PatientWords, (text: string) => boolean>();

/** Remembers for each patient what it said of a word: texts are made of the same few. */
function ownTestOf(own: PatientWords): (text: string) => boolean {
  const known = ownTests.get(own);
  if (known) return known;
  const remembered = boundedMemo((text) => isOwnWord(text, own), mostRemembered);
  const test = (text: string) => (text.length > longestRemembered ? isOwnWord(text, own) : remembered(text));
  ownTests.set(own, test);
  return test;
}

/** The whole word, and each part of one written together; short numbers in it are nobody's. */
function isOwnWord(text: string, own: PatientWords): boolean {
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

function reasonOf(text: string, words: readonly Word[], at: number): WordReason {
  const word = words[at]!;
  if (/^\p{N}+(?:[.,:]\p{N}+)?$/u.test(word.text)) {
    const isOfJpeg = word.text === '2000' && at > 0 && foldText(words[at - 1]!.text) === 'jpeg';
    return isOfJpeg || isParameterNumber(text, words, at) || isNumberOfTerm(text, words, at)
      ? 'parameter'
      : 'date-or-number';
  }
  // 孕28周, 28회: weeks that are an age were taken before.
  if (
    /^[周주회]$/u.test(word.text) &&
    at > 0 &&
    words[at - 1]!.end === word.start &&
    /\p{N}$/u.test(words[at - 1]!.text)
  )
    return 'vocabulary';
  if (smallWords.has(word.text) && isInitialHere(text, words, at)) return 'unknown';
  if (isPlanner(text, words, at) || isPlanOf(text, words, at) || isAnimalName(text, words, at)) return 'unknown';
  if (
    isGluedName(word.text) ||
    isDeviceBesideRoom(text, words, at) ||
    isNameBetweenUnderscores(text, words, at) ||
    isHospitalFirst(text, words, at)
  )
    return 'unknown';
  const reason = ownReason(word.text);
  return reason === 'unknown' && isTerm(text, words, at) ? 'vocabulary' : reason;
}

/** Strengths of contrast media, masses of nuclides, numbers of scanners. */
function isNumberOfTerm(text: string, words: readonly Word[], at: number): boolean {
  return (
    isContrastStrength(text, words, at) ||
    isOfNuclide(text, words, at) ||
    isOfDevice(text, words, at) ||
    isOfEponym(text, words, at) ||
    isMeasuredValue(text, words, at) ||
    isOfValueRatio(text, words[at]!.start, words[at]!.end)
  );
}

/** Unknown by itself, a term by what stands beside it. */
function isTerm(text: string, words: readonly Word[], at: number): boolean {
  return (
    isEponym(text, words, at) ||
    isOfEponym(text, words, at) ||
    isOfDevice(text, words, at) ||
    isOfNuclide(text, words, at) ||
    isForMyelography(text, words, at) ||
    isPointedTerm(text, words, at) ||
    isStation(text, words, at) ||
    isShortTerm(text, words, at) ||
    isShortQuantity(text, words[at]!) ||
    isSpan(text, words, at)
  );
}

/** `k. rauch`, `rauch k`: where nothing has a capital, a letter with a point or beside a word that is a name first is an initial. */
function isInitialHere(text: string, words: readonly Word[], at: number): boolean {
  const isName = (word: Word | undefined) => word !== undefined && isNameFirst(foldText(word.text));
  return text.charAt(words[at]!.end) === '.' || isName(words[at - 1]) || isName(words[at + 1]);
}

const reasonAlone = boundedMemo(findReason, mostRemembered);

/** The reason of a word by itself, whatever stands beside it. */
function ownReason(text: string): WordReason {
  return text.length > longestRemembered ? findReason(text) : reasonAlone(text);
}

function findReason(text: string): WordReason {
  const folded = foldText(text.replace(/\*$/, ''));
  if (/^[a-z]$/.test(folded)) return safeLetters.has(folded) || smallWords.has(text) ? 'vocabulary' : 'unknown';
  if (/^(?:\p{L}\.)+\p{L}$/u.test(folded)) return reasonWithPoints(folded, text);
  const written = text.normalize('NFC').toLowerCase();
  if (spelledNames.has(written) || !isSpelledShort(written)) return 'unknown';
  if (isKnownWord(folded) || isSegment(text)) return isWrittenOut(text) ? 'vocabulary' : 'unknown';
  // UTIs, LFTs: more than one of an abbreviation
  if (/^\p{Lu}{3,5}s$/u.test(text) && isKnownWord(folded.slice(0, -1))) return 'vocabulary';
  if (isSafeCompound(text)) return /\p{N}/u.test(text) ? 'parameter' : 'vocabulary';
  return /\p{N}{5}/u.test(text) ? 'date-or-number' : 'unknown';
}

/** `M.d.C.` and `a.p.` are abbreviations of imaging, other letters with points are initials. */
function reasonWithPoints(folded: string, text: string): WordReason {
  const letters = folded.replaceAll('.', '');
  const isInitials = letters.length === 2 && /^\p{Lu}\.\p{Lu}$/u.test(text) && !twoWithPoints.has(letters);
  return isKnownWord(letters) && !isInitials ? 'vocabulary' : 'unknown';
}

/** Two capitals with points that are an abbreviation rather than initials. */
const twoWithPoints: ReadonlySet<string> = new Set('ct ap pa iv tc rm rx us xr im po ge gi'.split(' '));

/** `RÃ` is what a wrong character set makes of a name, not `RA`. */
function isWrittenOut(text: string): boolean {
  return isAscii(text) || !/[ÂÃ](?:$|[\u0080-\u00bfŒœŠšŽžŸƒ]|\P{L})/u.test(text);
}

/** With this accent they are names, without it words: `Lê`, `Sá`. */
const spelledNames: ReadonlySet<string> = new Set('lê sá näf bégin bačak löwer bäck åge pär ömür'.split(' '));
/** Articles and prepositions of one letter, as they are written: a capital is an initial. */
const smallWords: ReadonlySet<string> = new Set(['o', 'u', 'k']);
/** Sides, directions, phases and weightings; `x` between sizes. */
const safeLetters: ReadonlySet<string> = new Set('abcdefhilnprstvwxyz');
