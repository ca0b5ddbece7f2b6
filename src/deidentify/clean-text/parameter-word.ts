import { foldText } from '../residual/fold-text.ts';
import { isKnownWord } from './known-words.ts';
import { isNameFirst } from './name-words.ts';
import { isCountedBy, isParameterName, isYear, reachesYears } from './parameter-names.ts';
import { splitCapitals, splitRuns } from './split-words.ts';
import { isContrastWithStrength } from './terms/contrast-strengths.ts';

/** Longest number that no record or telephone number is likely to be. */
const mostDigits = 4;
const mostDigitsInWord = 8;
/** Behind a word that counts nothing: `chest12`, not `brain4711`. */
const mostDigitsBehindWord = 2;
const shortestWrittenTogether = 3;
const longestGroup = 3;

/** One or two digits need no unit: series are numbered so, and such a number identifies nobody. */
export function isShortNumber(text: string): boolean {
  return /^\d{1,2}$/.test(text) || /^\d{1,4}[.,]\d{1,6}$/.test(text) || /^\d{1,4}:1$/.test(text);
}

/** Sizes, kernels, isotopes, reconstructions, decimals with `p`: what means something as a whole. */
const wholePatterns: readonly RegExp[] = [
  /^\d{1,4}(?:x\d{1,4}){1,3}(?:mm|cm|px)?$/,
  /^\d{1,2}x$/,
  /^\d{1,2}(?:i|it)\d{1,3}ss?(?:ubsets)?$/,
  /^(?:br|bv|bf|bl|bn|qr|hr|hv|hn|hp|hf|hd|ub|uf|uq|ur|sa|tr|fc|yb|ya|yc|yd|yl)[1-9]\d[a-z]?$/,
  /^hc[1-9]\d[a-z]$/,
  /^[bhiutdjqk]\d{2}[sfdumh]$/,
  /^[bhui]\d{2}$/,
  /^(?:f18|18f|c11|11c|n13|13n|o15|15o|i12[345]|12[345]i|i131|131i|ga6[78]|6[78]ga|tc99m?|99mtc|in111|111in|tl201|201tl|rb82|82rb|lu177|177lu|y90|90y|zr89|89zr|cu64|64cu|xe133|133xe|ra223|sm153|kr81m?|sr89)$/,
  /^\d{1,2}p\d{1,3}(?:mm|iso|x)?$/,
  /^(?:t2star|r2star)(?:w|map)?$/,
  /^(?:lao|rao|cra|cau)\d{1,2}$/,
  /^j[lr][3-6]$/,
  // 2º: ordinals of Romance languages, folded
  /^[1-9]o$/,
  // ypT3N1bM0: stages of a tumour
  /^[cpyar]{0,3}t(?:is|x|[0-4])[a-d]?(?:[cpy]{0,2}n[0-3x][a-c]?)(?:[cpy]{0,2}m[01x][a-c]?)?$/,
  /^(?:yc|yp|rc|rp|r|c|p)(?:t[0-4]|n[0-3]|m[01])[a-d]?$/,
  // E3V4M5: a score of the coma
  /^e[1-4]v(?:[1-5]|t)m[1-6]$/,
  // Sn150: a filter of tin
  /^sn(?:80|1[0-5]0)$/,
  // Wk24: a visit of a study
  /^wk\d{1,3}$/,
  // K9: dogs
  /^k9$/,
  // G270 C0 T90: angles of gantry, collimator and table
  /^[gct](?:0|90|180|270)$/,
  // Ki67, HER2, CD34, CK20: stains of tissue
  /^(?:ki67|mib1|her2|p(?:16|40|53|63)|ck(?:7|19|20)|cd(?:3|4|8|10|20|30|31|34|45|56|68|117|138)|s100|sox10|gata3|ttf1|pd-?l1|pax8|cdx2)$/,
  // sT2W, dT1W: names of protocols
  /^[sdev]t[12](?:w|ffe|tse|fs)?$/,
];

/** An age or an age with a sex letter, though both parts could be more: `45M`, `F93`, `67y`. */
const ages =
  /^(?:\d{2,3}[mfwkvyj]|[mfwkv]\d{2,3}|\d{1,3}(?:yo|yrs?|y|j)[mfwhk]?|[mfwhk]\d{1,3}(?:yo|yrs?|y|j)|\d{1,3}(?:mo|mos|mths?|wk|wks)|\d{1,3}y\d{1,2}m|0\d{2}[ymwd])$/;

/**
 * True for a word written together of words of imaging, and of numbers with what counts them: `T2`, `5mm`, `b1000`, `3D`,
 * `AxT2Flair`, `Br40d`, `dir16`.
 */
export function isSafeCompound(text: string): boolean {
  const bare = text.replace(/\*$/, '');
  const folded = foldText(bare);
  if (wholePatterns.some((pattern) => pattern.test(folded)) || isContrastWithStrength(folded)) return true;
  if (ages.test(folded)) return false;
  const runs = splitRuns(bare);
  if (runs.join('') !== bare) return false;
  if (runs.filter(isNumber).join('').length > mostDigitsInWord) return false;
  return runs.every((run, at) => isSafeRun(run, at, runs));
}

function isSafeRun(run: string, at: number, runs: readonly string[]): boolean {
  const [before, after] = [runs[at - 1], runs[at + 1]];
  if (/^[2-4]d$/i.test(run)) return true;
  if (isNumber(run)) return run.length <= mostDigits && /^\d+$/.test(run) && !isCodeOrYear(run, before, after);
  const folded = foldText(run);
  const isBesideNumber = runs.length > 1;
  if (isBesideNumber && folded.length === 1) return isLetterInPlace(folded, before, after);
  if (isParameterName(folded) || (isBesideNumber && isCountedBy(folded))) return true;
  if (after !== undefined && after.length > mostDigitsBehindWord) return false;
  // `HC07`, `MS14`: subjects of studies have such numbers.
  if (after !== undefined && isNumber(after) && after.length > 1 && run.length <= longestGroup && at === 0)
    return false;
  // PRVcord5, CTVnodes
  const target = /^(?:prv|[gcip]tv)(?=\p{L}{3})/u.exec(folded)?.[0].length ?? 0;
  if (target > 0 && isKnownWord(folded.slice(target))) return true;
  if (isKnownWord(folded)) return isBesideNumber || folded.length > 1;
  return isWrittenTogether(run, after);
}

/** `0718knee`, `1987brain`: a word of imaging behind a code or a year does not make it a parameter. */
function isCodeOrYear(run: string, before: string | undefined, after: string | undefined): boolean {
  const isCode = /^0\d{2}/.test(run);
  if (!isCode && !isYear(run)) return false;
  if (before !== undefined) return before.length > 1 && (isCode || !reachesYears(foldText(before)));
  return after === undefined || !isCountedBy(foldText(after));
}

/** `MacAllen`, `DeLong`, `VanHorn`. */
const nameWithParticle = /^(?:Mac|Mc|De|Van|Von|Le|La|Du|Di|Del|Fitz|St|O)\p{Lu}\p{Ll}+$/u;

/** `AxFlair`, `CTHead`; the `T` of `AxT2` belongs to its number. */
function isWrittenTogether(run: string, after: string | undefined): boolean {
  if (nameWithParticle.test(run)) return false;
  const words = splitCapitals(run).map(foldText);
  // `kneeL`, `LungL`, not `StoneL`: a name first with an initial
  if (after === undefined && words.length === 2 && /^\p{L}\p{Ll}{2,}[LR]$/u.test(run))
    return isKnownWord(words[0] ?? '') && !isNameFirst(words[0] ?? '');
  const last = after !== undefined && words.at(-1)?.length === 1 ? words.slice(0, -1) : words;
  if (last.length < words.length && !isLetterInPlace(words.at(-1) ?? '', undefined, after)) return false;
  return words.length > 1 && last.every((word) => isLongOrKnown(word) && (isKnownWord(word) || isParameterName(word)));
}

/** The highest number behind a letter that means something by it: vertebrae, weightings, b-values, echoes, segments. */
const highestBehind: Readonly<Record<string, number>> = {
  a: 3,
  b: 9999,
  c: 8,
  d: 12,
  e: 32,
  g: 3,
  i: 3,
  l: 6,
  m: 2,
  n: 3,
  p: 9,
  q: 4,
  r: 4,
  s: 5,
  t: 12,
  v: 9,
  x: 64,
  z: 9,
};

/** The highest number before a letter that counts something: dimensions, gauges, teslas, seconds, hours, views, segments. */
const highestBefore: Readonly<Record<string, number>> = {
  a: 9,
  b: 9,
  c: 8,
  d: 4,
  g: 30,
  h: 72,
  p: 9,
  s: 999,
  t: 12,
  v: 9,
  x: 999,
  z: 4,
};

function isLetterInPlace(letter: string, before: string | undefined, after: string | undefined): boolean {
  // `S01`, `P03`: subjects again. Echoes are numbered so.
  if (after !== undefined && /^0\d/.test(after) && letter !== 'e' && before === undefined) return false;
  if (after !== undefined && isNumber(after))
    return Number(after) <= (highestBehind[letter] ?? -1) || isBetween(letter, before);
  return before !== undefined && isNumber(before) && Number(before) <= (highestBefore[letter] ?? -1);
}

/** `2x2`, `0p8`. */
function isBetween(letter: string, before: string | undefined): boolean {
  return before !== undefined && isNumber(before) && (letter === 'x' || letter === 'p');
}

/** Short words are so many that two of them make anything. */
function isLongOrKnown(word: string): boolean {
  return word.length >= shortestWrittenTogether || shortWords.has(word);
}

/** Two letters that are words where words are written together. */
const shortWords: ReadonlySet<string> = new Set(
  'ct mr pt us nm xa pd ax fs ir ep nc ce rt lt ap pa by ln vb cn sv ba gm wm md fa rd ad pv'.split(' '),
);

function isNumber(part: string): boolean {
  return /^\p{N}+$/u.test(part);
}
