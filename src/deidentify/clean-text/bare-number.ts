import { asciiDigits } from '../ascii-digits.ts';
import { foldText } from '../residual/fold-text.ts';
import { isKnownWord } from './known-words.ts';
import { isCountedBy, isParameterBefore, isYear, reachesYears } from './parameter-names.ts';
import { isSafeCompound, isShortNumber } from './parameter-word.ts';
import { splitRuns, type Word } from './split-words.ts';

/** Written with a hyphen or a space between: `I-123`. */
const isotopes: ReadonlySet<string> = new Set('i123 i124 i125 i131 in111 tl201 xe133 lu177 ra223 sm153'.split(' '));

/** Matrix sizes and b-values, which stand in the names of protocols without anything that says so. */
const protocolNumbers: ReadonlySet<string> = new Set(
  '100 128 135 144 160 192 200 256 270 288 300 320 384 400 448 500 512 600 640 700 750 768 800 900 1000 1024 1200 1400 1500 2000'.split(
    ' ',
  ),
);

/**
 * Whether a number written by itself tells a parameter: it has one or two digits, a decimal point, a unit behind it, the
 * name of a parameter before it, or is a size or b-value in the name of a protocol. Else it may be anybody's.
 */
export function isParameterNumber(text: string, words: readonly Word[], at: number): boolean {
  const [word, after] = [words[at], words[at + 1]];
  if (word === undefined) return false;
  const digits = asciiDigits(word.text);
  if (isShortNumber(digits)) return !/^\d{1,2}$/.test(digits) || digits === word.text;
  // Codes begin with zeros.
  if (!/^[1-9]\d{2,3}$/.test(digits)) return false;
  const gapAfter = after && text.slice(word.end, after.start);
  if (gapAfter !== undefined && /^[ -]?$|^ ?\/ ?$/.test(gapAfter) && isUnitOf(digits, after!.text)) {
    return true;
  }
  if (!isYear(digits) && /^\s?[%°]/.test(text.slice(word.end, word.end + 2))) return true;
  return isBehindParameter(text, words, at, digits);
}

function isBehindParameter(text: string, words: readonly Word[], at: number, digits: string): boolean {
  const word = words[at];
  const first = firstOfRow(text, words, at);
  const before = words[first - 1];
  if (word === undefined || before === undefined) return false;
  const gap = text.slice(before.end, words[first]?.start);
  if (/^\s?[x×*]\s?$/i.test(gap) && /\d$/.test(before.text)) return true;
  if (!/^[\s=:_\-(/]{0,3}$/.test(gap)) return false;
  const name = foldText(before.text);
  if (isotopes.has(name + digits)) return true;
  if (isDoseOfTarget(text, digits, gap)) return true;
  if (name === 'x' || name === 'by') return !isYear(digits) && /\d$/.test(words[first - 2]?.text ?? '');
  if (isParameterBefore(name) && !countsLittle.has(name)) return !isYear(digits) || reachesYears(name);
  return (
    protocolNumbers.has(digits) &&
    /^[_-]$/.test(gap) &&
    name.length > 1 &&
    (isKnownWord(name) || isSafeCompound(before.text))
  );
}

/** `CTV_Tonsil_5400`: the dose in cGy at the end of the name of a target volume. */
function isDoseOfTarget(text: string, digits: string, gap: string): boolean {
  return (
    /^z?[CGPI]TV/.test(text) &&
    /^[_-]$/.test(gap) &&
    new RegExp(`(?:^z?[CGPI]TV\\p{L}?_${digits}(?![\\p{L}\\p{N}])|_${digits}$|-${digits}$)`, 'u').test(text) &&
    /^[2-8]\d[024568]0$/.test(digits) &&
    !isYear(digits)
  );
}

/** Numbers in a row have one name: `b=0, 500, 1000`. @returns the place of the first of them */
function firstOfRow(text: string, words: readonly Word[], at: number): number {
  let first = at;
  while (first > 0 && at - first < mostInRow && /^[\p{N}.]+$/u.test(words[first - 1]?.text ?? '')) {
    if (!/^(?:[,;]\s?|\/|-)$/.test(text.slice(words[first - 1]?.end, words[first]?.start))) break;
    first--;
  }
  return first;
}

const mostInRow = 8;

/** Words before which a number of three digits or more is no value of theirs. */
const countsLittle: ReadonlySet<string> = new Set('st rad cor sag tra iso max min mean'.split(' '));

/** Units of measure, which numbers that look like a year have as well. */
const measures: ReadonlySet<string> = new Set(
  'ms sec secs hz khz mhz gy cgy mgy mgycm ml mg ug kg ma mas mbq mci mmol hu px mm cm um nm kpa mmhg мм см мс'.split(
    ' ',
  ),
);
/** Words that count parts of the body, planes and views, and that names and codes stand before as well. */
const countsNoSingle: ReadonlySet<string> = new Set(
  'ch te tr ti td fa nt it mc ar am hb fn md st dw qt view chan el cor tra sag ax tse fse mprage in'.split(' '),
);

/** A unit, alone or written together with what follows: `mm`, `x`, `ms`. */
function isUnitOf(digits: string, text: string): boolean {
  const unit = foldText(splitRuns(text)[0] ?? '');
  if (isYear(digits)) return measures.has(unit);
  return /^[x×]$/i.test(text) || (isCountedBy(unit) && unit.length > 1 && !countsNoSingle.has(unit));
}
