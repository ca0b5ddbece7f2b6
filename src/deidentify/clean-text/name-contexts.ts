import { foldText } from '../residual/fold-text.ts';
import { carePlaceAt } from './beside/care-places.ts';
import { isCompanyEnding, isCompanyPair } from './beside/companies.ts';
import {
  isCampus,
  isHospitalPair,
  isMount,
  isOrigin,
  isOriginPair,
  isPlace,
  isPlaceBeginning,
  isPlaceEnding,
  isPlacePair,
  placeOfHospital,
} from './beside/places.ts';
import { isBeforeRelative, linkedAt, relativeAt } from './beside/relatives.ts';
import { isSaint } from './beside/saints.ts';
import { isModalityLetters, isShortTermOfImaging } from './beside/short-words.ts';
import { gapOf, isCapital, isLetters, type View } from './beside/view.ts';
import { initialsAt, isArthrosis, isSigned, isWeakWithCapital } from './beside/weak-names.ts';
import {
  betweenTitles,
  credentials,
  doneWords,
  hospitals,
  leadIns,
  ledByColonOnly,
  ledToInitials,
  ledToSmall,
  modalities,
  shortTitles,
  titles,
} from './name-signs.ts';
import { isNameFirst, isNameToo, nameParticles } from './name-words.ts';
import type { Word } from './split-words.ts';
import { isBeforeInitials, isFamilyName } from './terms/family-names.ts';

/** What a context says of a word. */
export type ContextFate = 'name' | 'title';

const mostNames = 4;
const gapInName = /^(?:\.?[\s_^]{0,3}|\.?\s?-\s?|[.,]\s?|\s?:\s{0,2}|['’])$/u;

/**
 * Finds the words that are names by what stands before or beside them, whatever else they mean: behind titles and lead-ins,
 * between carets, behind initials.
 * @param isGone whether a word goes by itself: nobody says that it is safe
 * @param isEponym whether a word stays as the name of a disease: it is a person's behind what leads to one
 * @returns for each word its fate, or null
 */
export function nameContexts(
  text: string,
  words: readonly Word[],
  isGone: (at: number) => boolean,
  isEponym: (at: number) => boolean,
): readonly (ContextFate | null)[] {
  const fates: (ContextFate | null)[] = words.map(() => null);
  if (words.length < 2) return fates;
  const folded = words.map(({ text: word }) => foldText(word));
  const view: View = { text, words, folded, isGone };
  const led: View = { ...view, isGone: (at) => isGone(at) || isEponym(at) };
  for (let at = 0; at < words.length; at++) {
    if (fates[at] === 'name') continue;
    const ofTitle = behindTitle(led, at);
    if (ofTitle > 0 && !isModalityLike(view, at)) fates[at] = 'title';
    for (let n = 0, words = carePlaceAt(view, at); n < words; n++) fates[at + n] = 'name';
    const taken = ofTitle || behindLeadIn(led, at) || behindRelative(led, at) || behindHospital(led, at);
    for (let n = 1; n <= taken; n++) fates[at + n] = 'name';
    if (
      isCaretName(view, at) ||
      isPlacePair(view, at) ||
      isSaint(view, at) ||
      isOriginPair(view, at) ||
      isHospitalPair(view, at) ||
      isCompanyPair(view, at) ||
      isMount(view, at) ||
      isBeforeInitials(text, words, at)
    ) {
      fates[at] = 'name';
      fates[at + 1] = 'name';
    } else if (
      isInBrackets(view, at) ||
      isBeforeHospital(view, at) ||
      isHalfOfName(view, at) ||
      isBeforeRelative(view, at) ||
      isBeforeCredential(view, at) ||
      isPlace(view, at) ||
      isOrigin(view, at) ||
      isPlaceBeginning(view, at) ||
      isPlaceEnding(view, at) ||
      isCompanyEnding(view, at) ||
      isCampus(view, at)
    ) {
      fates[at] = 'name';
    } else if (isBehindInitial(view, at)) {
      fates[at + 1] = 'name';
    }
  }
  return fates;
}

/** `MR` and `DR` in capitals may be modalities: they stay, though what follows is a name. */
function isModalityLike(view: View, at: number): boolean {
  return (
    modalities.has(view.folded[at] ?? '') &&
    !/^\p{Lu}\p{Ll}/u.test(view.words[at]?.text ?? '') &&
    !gapOf(view, at).startsWith('.')
  );
}

/** @returns how many words behind a title are its name; 0 when this is no title, or nothing is behind it */
function behindTitle(view: View, at: number): number {
  const word = view.folded[at] ?? '';
  const written = view.words[at]?.text ?? '';
  const gap = gapOf(view, at);
  const hasPoint = gap.startsWith('.') || gap.startsWith(' .');
  const isModality = modalities.has(word);
  if ((!isModality && !titles.has(word.replaceAll('.', ''))) || isArthrosis(view, at)) return 0;
  if (shortTitles.has(word) && !hasPoint && !(/^\p{Lu}/u.test(written) && isCapital(view, at + 1))) return 0;
  if (!gapInName.test(gap) || gap.includes(',')) return 0;
  // `Dr White` is a person, `DR CHEST` an image.
  const isSure =
    written === 'Ms' ||
    ((!isModality || /^\p{Lu}\p{Ll}/u.test(written) || hasPoint) && (!shortTitles.has(word) || hasPoint));
  return namesFrom(view, at + 1, isSure ? 'any' : 'weak') || (isSure && isAloneBehindTitle(view, at + 1) ? 1 : 0);
}

/** `Dr B`, and `Dr Dent`: a letter, or what titles go on with, is all that is said of the name. */
function isAloneBehindTitle({ text, words, folded }: View, at: number): boolean {
  const { text: word = '', end = 0 } = words[at] ?? {};
  if (/^\p{Lu}$/u.test(word)) return true;
  return betweenTitles.has(folded[at] ?? '') && /^\p{Lu}\p{Ll}/u.test(word) && text.charAt(end) !== '.';
}

/** `read CT`, and `chk hip`, where what is checked stands as well as who did it. */
const isTermThere = ({ folded }: View, at: number) =>
  folded[at - 1] === 'chk' ? isShortTermOfImaging(folded[at] ?? '') : isModalityLetters(folded[at] ?? '');

const isInitials = (view: View, at: number) =>
  /^\p{Lu}{2,3}$/u.test(view.words[at]?.text ?? '') && !isTermThere(view, at);

/** `tech: mb`, at the end of a text, and `initials bw` anywhere. */
const isSmallInitials = (view: View, at: number) =>
  (at === view.words.length - 1 || ledToSmall.has(view.folded[at - 1] ?? '')) &&
  /^\p{Ll}{2,3}$/u.test(view.words[at]?.text ?? '') &&
  !isTermThere(view, at);

/** @returns how many words behind a relative are a name: `wife of Stone`, `esposa Luz` */
function behindRelative(view: View, at: number): number {
  const taken = linkedAt(view, at) ? namesFrom(view, at + 2, 'names') : 0;
  if (taken > 0) return taken + 1;
  const first = relativeAt(view, at);
  return first === null ? 0 : namesFrom(view, at + 1, first);
}

/** `Klinik Stein`, `Klinikum Links der Weser`. */
function behindHospital(view: View, at: number): number {
  if (!hospitals.has(view.folded[at] ?? '') || !/^\s?$/.test(gapOf(view, at))) return 0;
  const ofPlace = placeOfHospital(view, at);
  if (ofPlace > 0 || !isCapital(view, at + 1)) return ofPlace;
  const isPhrase = nameParticles.has(view.folded[at + 2] ?? '') && view.isGone(at + 3) && isCapital(view, at + 3);
  return isPhrase ? 3 : namesFrom(view, at + 1, 'names');
}

/** `Brown Hospital`. */
function isBeforeHospital(view: View, at: number): boolean {
  return (
    isCapital(view, at) &&
    isNameFirst(view.folded[at] ?? '') &&
    gapOf(view, at) === ' ' &&
    hospitals.has(view.folded[at + 1] ?? '')
  );
}

/** `Green, T. chest`, and `Long^^`: the other part of the name is a letter, or missing. */
function isHalfOfName(view: View, at: number): boolean {
  if (!isCapital(view, at) || !isNameFirst(view.folded[at] ?? '')) return false;
  const gap = gapOf(view, at);
  if (/^\^[\s^]+$/.test(gap)) return true;
  return /^,\s?$/.test(gap) && /^\p{Lu}$/u.test(view.words[at + 1]?.text ?? '') && gapOf(view, at + 1).startsWith('.');
}

/** `White MD`, `Singleton, PA-C`. */
function isBeforeCredential(view: View, at: number): boolean {
  if (!isCapital(view, at) || !isLetters(view, at) || !/^,?\s$/.test(gapOf(view, at))) return false;
  const next = view.words[at + 1]?.text.replaceAll('.', '') ?? '';
  if (!credentials.has(next)) return false;
  // `PA` is a direction as well, and `MD` a map of diffusion.
  const word = view.folded[at] ?? '';
  return next === 'PA' && gapOf(view, at + 1) !== '-' ? false : isNameFirst(word) || (next !== 'MD' && isNameToo(word));
}

/** `req by`, `called to`, `discussed with`: who comes next is a person. */
function isDoneBy(view: View, at: number): boolean {
  return (
    ['by', 'to', 'with'].includes(view.folded[at] ?? '') &&
    doneWords.has(view.folded[at - 1] ?? '') &&
    gapOf(view, at - 1) === ' '
  );
}

function behindLeadIn(view: View, at: number): number {
  const word = view.folded[at] ?? '';
  if (isDoneBy(view, at) && gapInName.test(gapOf(view, at)))
    return namesFrom(view, at + 1, 'too') || initialsAt(view, at + 1);
  if (isSigned(view, at)) return initialsAt(view, at + 1);
  if (!leadIns.has(word) || isOfOperation(view, at)) return 0;
  const gap = gapOf(view, at);
  if (!gapInName.test(gap)) return 0;
  const hasColon = gap.includes(':');
  const maySmall = (hasColon || ledToSmall.has(word) || word === 'chk') && isSmallInitials(view, at + 1);
  if (ledToInitials.has(word) && (isInitials(view, at + 1) || maySmall)) return 1;
  const taken = namesFrom(view, at + 1, hasColon || /^att(?:n|ention)$/.test(word) ? 'too' : 'weak');
  return ledByColonOnly.has(word) &&
    !hasColon &&
    taken > 0 &&
    !isNameFirst(view.folded[at + 1] ?? '') &&
    !view.isGone(at + 1)
    ? 0
    : taken;
}

/** `pre-op THR`: an operation, no operator. */
function isOfOperation(view: View, at: number): boolean {
  return view.folded[at] === 'op' && /^(?:pr[ae]|post|peri|intra)$/.test(view.folded[at - 1] ?? '');
}

type FirstName = 'any' | 'too' | 'weak' | 'names';

/**
 * Counts the words of a name from a place on.
 * @param first what the first word may be: `any` word with a capital, one that is a name `too`, one with a capital that says little of an image
 *   (`weak`), or one of `names` first
 */
function namesFrom(view: View, from: number, first: FirstName): number {
  let at = from;
  let hasName = false;
  for (; at < view.words.length && at - from < mostNames; at++) {
    if (at > from && !goesOn(gapOf(view, at - 1), hasName)) break;
    const role = roleInName(view, at, first, hasName);
    if (role === 'none' || (role !== 'name' && isSlash(view, at))) break;
    if (role === 'name') hasName = true;
  }
  if (!hasName) return 0;
  // A letter or particle at the end belongs to what follows: `Dr White L knee`.
  while (at > from && nameParticles.has(view.folded[at - 1] ?? '') && !view.isGone(at - 1)) at--;
  return at - from;
}

const isSlash = (view: View, at: number) => /[/&]/.test(gapOf(view, at - 1));

function goesOn(gap: string, hasName: boolean): boolean {
  return (gapInName.test(gap) && !(hasName && /[,:]/.test(gap))) || (hasName && /^\s?[/&]\s?$/.test(gap));
}

function roleInName(view: View, at: number, first: FirstName, hasName: boolean): 'name' | 'beside' | 'none' {
  const word = view.folded[at] ?? '';
  if (!isLetters(view, at)) return 'none';
  if (betweenTitles.has(word) || titles.has(word) || (modalities.has(word) && !hasName)) return 'beside';
  if (nameParticles.has(word) || /^\p{L}$/u.test(word)) return 'beside';
  const isName = hasName ? isLaterName(view, at, first) : isFirstName(view, at, first);
  return isName ? 'name' : 'none';
}

function isFirstName(view: View, at: number, first: FirstName): boolean {
  const word = view.folded[at] ?? '';
  if (view.isGone(at) || isNameFirst(word)) return true;
  if (first === 'names') return false;
  if (first === 'weak') return isWeakWithCapital(view, at);
  return first === 'any' ? isCapital(view, at) || gapOf(view, at - 1).startsWith('.') : isNameToo(word);
}

function isLaterName(view: View, at: number, first: FirstName): boolean {
  if (first === 'any' && view.isGone(at - 1) && isFamilyName(view.text, view.words, at)) return true;
  // `op Fitzmaurice/Rao`
  if (isSlash(view, at) && /^\p{Lu}\p{Ll}{1,2}$/u.test(view.words[at]?.text ?? '')) return true;
  return view.isGone(at) || (isNameFirst(view.folded[at] ?? '') && isCapital(view, at));
}

/** `Brown^Peter`, `HEAD^WILLIAM`, not `head^routine`. */
function isCaretName(view: View, at: number): boolean {
  if (gapOf(view, at) !== '^' || !isLetters(view, at) || !isLetters(view, at + 1)) return false;
  return (
    [at, at + 1].some((one) => view.isGone(one)) || [at, at + 1].every((one) => isNameFirst(view.folded[one] ?? ''))
  );
}

/** `(Green)` */
function isInBrackets({ text, words, folded }: View, at: number): boolean {
  const word = words[at];
  if (word === undefined || !/^\p{Lu}/u.test(word.text) || !isNameFirst(folded[at] ?? '')) return false;
  return text.charAt(word.start - 1) === '(' && text.charAt(word.end) === ')';
}

/** `P. Frost`. */
function isBehindInitial(view: View, at: number): boolean {
  if (!/^(?:\p{Lu}\.)*\p{Lu}$/u.test(view.words[at]?.text ?? '') || !/^\.\s?$/.test(gapOf(view, at))) return false;
  return isCapital(view, at + 1) && isNameFirst(view.folded[at + 1] ?? '');
}
