import { asciiDigits } from '../ascii-digits.ts';
import { isStationName, stationNames } from './beside/stations.ts';
import { addressPatterns, numberPatterns, placeHints } from './hazard-patterns.ts';
import { isSafeCompound } from './parameter-word.ts';
import { isGestational, isSpanOfComplaint, isSpanOfFollowUp } from './terms/spans.ts';
import { isTooth } from './terms/teeth.ts';
import { isBowelScore, isValueRatio } from './terms/value-ratios.ts';
import { dayPatterns, lifeHints, lifePlaces, placesBeside, wordedHints, wordedPlaces } from './worded-hazards.ts';
import { findWrittenNumbers } from './written-numbers.ts';

/** A stretch of text that goes whatever words it is made of. */
type Hazard = { readonly start: number; readonly end: number };

/**
 * Finds, in order and apart from each other, dates, times, ages, telephone numbers, e-mail and web addresses, numbers of
 * rooms, beds and records in a text. It errs on the side of finding: a version number like `1.2.3` counts as a date.
 */
export function findHazards(written: string): readonly Hazard[] {
  const text = asciiDigits(written);
  // Looked for first: at each place of a text without one the pattern would go through 64 characters in vain.
  const addresses = /@|:\/\/|www\./i.test(text) ? addressPatterns.flatMap((pattern) => matchesOf(text, pattern)) : [];
  const places = wordedHints.test(text) ? wordedPlaces.flatMap((pattern) => matchesOf(text, pattern)) : [];
  const beside = placesBeside.flatMap(({ where, pattern }) => (where.test(text) ? matchesOf(text, pattern) : []));
  const lives = lifeHints.test(text) ? lifePlaces.flatMap((pattern) => matchesOf(text, pattern)) : [];
  const worded = [...addresses, ...findWrittenNumbers(text), ...places, ...beside, ...lives];
  if (!/\p{N}/u.test(text) && !placeHints.test(text)) return merged(worded);
  return merged([
    ...worded,
    ...numberPatterns.flatMap((pattern) => matchesOf(text, pattern, isHazard)),
    ...dayPatterns.flatMap((pattern) => matchesOf(text, pattern)),
    ...matchesOf(text, groupedCode, isCode),
    ...matchesOf(text, stationNames, isStationName),
    ...matchesOf(text, dayAndMonth, isDayAndMonth),
    ...matchesOf(text, groupedDigits, isLongNumber),
    ...matchesOf(text, shortGroups),
  ]);
}

/** Stretches that overlap become one: words are compared with them in one pass. */
function merged(hazards: readonly Hazard[]): readonly Hazard[] {
  const joined: Hazard[] = [];
  for (const hazard of hazards.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last === undefined || hazard.start >= last.end) joined.push(hazard);
    else if (hazard.end > last.end) joined[joined.length - 1] = { start: last.start, end: hazard.end };
  }
  return joined;
}

function isHazard(found: string, text: string, start: number): boolean {
  return (
    isNoParameter(found, text, start) &&
    !isGestational(found, text, start) &&
    !isSpanOfFollowUp(found, text, start) &&
    !isSpanOfComplaint(found, text, start) &&
    !isTooth(found, text) &&
    !isValueRatio(found, text, start) &&
    !isDiuretic(found, text) &&
    !isBowelScore(found, text, start) &&
    !isStageOrSize(found, text, start) &&
    !isListOfBValues(found, text, start) &&
    !isBValue(found, text) &&
    !isCountedTerm(found, text, start)
  );
}

/** Whole words, as `different` and `diffuse` are written of anything; abbreviations also behind small letters, `AxDWI`. */
const ofDiffusion: readonly RegExp[] = [
  /(?<!\p{L})(?:[edc]?adc|dwi|dwibs|dti|dki|dsi|ivim|noddi|hardi|diff|diffusi(?:on|e|oni)\p{L}*|difusi[oó]n|difus[aã]o|tracew?|ep2d|resolve|zoomit|bval(?:ue)?s?)(?!\p{L})/iu,
  /(?<=\p{Ll})(?:DWI|DTI|DKI|ADC)(?!\p{L})/u,
  /диффузи|(?<!\p{L})дви(?!\p{L})|弥散|扩散|拡散|확산/iu,
  /(?<![\p{L}\p{N}])b[= ]?(?:[5-9]|\p{N}{2,3})0(?!\p{N})/iu,
];
const highestB = 5000;

/** `DWI b1234`, with a small letter: what scanners give for a b-value of 1,200 or so. Without a word of diffusion it may be a code. */
function isBValue(found: string, text: string): boolean {
  return /^b\d{3,4}$/.test(found) && Number(found.slice(1)) <= highestB && ofDiffusion.some((one) => one.test(text));
}

/** `b50-400-800`, `b0/50/800`: b-values that grow, as a row of them is written. */
function isListOfBValues(found: string, text: string, start: number): boolean {
  if (!/^b|^\p{N}+[-/_,]/iu.test(found)) return false;
  const row = /(?<![\p{L}\p{N}])b[=\s]?(?<values>\p{N}{1,4}(?:[-/_,]\p{N}{2,4}){1,5})(?![\p{L}\p{N}/-])/iu.exec(
    text.slice(Math.max(0, start - 2), start + longestRow),
  );
  if (row === null || !row[0].includes(found.replace(/^b/i, ''))) return false;
  const values = (row.groups?.['values'] ?? '').split(/[-/_,]/).map(Number);
  return values.every((value, at) => value <= highestB && value % 50 === 0 && (at === 0 || value > values[at - 1]!));
}
const longestRow = 32;

/** `TR/TE 500/15` are settings, and `256x256` sizes. */
function isNoParameter(found: string, text: string, start: number): boolean {
  return (
    !/^\p{N}+[-/]\p{N}+$/u.test(found) ||
    !/(?:te|tr|ti|fov|w|l|b|kvp?|mas?)[\s:=]{0,2}$/iu.test(text.slice(Math.max(0, start - 6), start))
  );
}

/** `MAG3 F-15`: minutes before what is imaged that a diuretic was given. */
function isDiuretic(found: string, text: string): boolean {
  return /^F[-+\s]?(?:0|10|15|20)$/.test(found) && /lasix|furosem|mag-?3|diure/iu.test(text);
}

/** Behind a letter that a word is read into: `pT2` is no patient, `DES 3.0` no December, `FEV1` no February, and `E3V4` no age. */
const written: readonly RegExp[] = [
  /^p[TNM](?:is|[0-4X])(?!\p{N})/u,
  /^(?:DES|BMS)\s[2-5]\.\p{N}/u,
  /^FEV[\s_-]?1(?!\p{N})/u,
  /^[1-4][vV][1-5T]M[1-6](?!\p{N})/u,
];
const longestWritten = 8;

function isStageOrSize(found: string, text: string, start: number): boolean {
  if (!/^(?:p[TNM]|DES|BMS|FEV|[1-4]V)/iu.test(found)) return false;
  const here = text.slice(start, start + longestWritten);
  return written.some((pattern) => pattern.test(here));
}

const partsOfViews =
  'chest|knees?|hands?|wrists?|foot|feet|ankles?|shoulders?|hips?|elbows?|fingers?|toes?|ribs|skull|spine';
/** What is written of radiographs in English: in capitals, or in small letters without one. */
const ofViews = new RegExp(
  `(?<!\\p{L})(?:XR|CR|ABDOMEN|FOREARM|${partsOfViews.toUpperCase()}|${partsOfViews})(?!\\p{L})`,
  'u',
);

const ofOperations =
  /s\/p|post|surg|\p{L}{3}(?:ectomy|ostomy|otomy|plasty)|fusion|graft|drain|leak|ileus|(?<!\p{L})(?:op|TKA|THA|TKR|THR|CABG|ORIF|EVAR)(?!\p{L})/iu;

/** `4V`, `RUN 3 LAT`, `POD 5`: views, days behind an operation, and a run and its side, look like ages. */
function isCountedTerm(found: string, text: string, start: number): boolean {
  // Cycle 3 Day 1
  if (/^\p{N}{1,2}[\s,]{1,2}day$/iu.test(found))
    return (
      /(?:cycle|week|visit)\s$/i.test(text.slice(Math.max(0, start - 6), start)) &&
      /^\s\p{N}/u.test(text.slice(start + found.length))
    );
  if (/^\p{N}{1,2}$/u.test(found))
    return /(?<!\p{L})(?:cycle|week)\s\p{N}{1,2}\sday\s$/iu.test(text.slice(Math.max(0, start - 14), start));
  // Without a radiograph it may be years in Finnish, in which DX is the right side.
  if (/^[2-6]V$/.test(found)) return ofViews.test(text);
  // A bay of the emergency room elsewhere.
  if (/^POD[\s#]{0,2}\p{N}{1,2}$/u.test(found)) return ofOperations.test(text);
  return (
    /^\p{N}{1,2}\sLAT$/u.test(found) && /(?:RUN|SERIES|SPOT|FILM)\s$/.test(text.slice(Math.max(0, start - 8), start))
  );
}

const dayAndMonth = /(?<![\p{N}./])\p{N}{1,2}\/\p{N}{1,2}(?![\p{N}\p{L}./])/gu;

/** `12/03` is a date; `1/2` is one of two, and `L5/6` are vertebrae. */
function isDayAndMonth(found: string, text: string, start: number): boolean {
  const [first = 0, second = 0] = found.split('/').map(Number);
  if (isValueRatio(found, text, start)) return false;
  // Only what stands right before: all of it would make a text of such pairs quadratic.
  if (/\p{L}$/u.test(text.slice(Math.max(0, start - 2), start))) return false;
  // `6/2`: no part of a whole is more than the whole.
  if (first > second && second > 0 && first <= 31 && second <= 12) return true;
  return found.length > 3 && first > 0 && second > 0 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
}

/** `1EG4-TE5-MK73`, `RAD-00871`, `12345678-Z`: groups of capitals and figures. */
const groupedCode = /(?<![\p{L}\p{N}-])[\p{Lu}\p{N}]{1,9}(?:-[\p{Lu}\p{N}]{1,9}){1,4}(?![\p{L}\p{N}-])/gu;
const fewestDigitsOfCode = 5;

function isCode(found: string): boolean {
  const groups = found.split('-');
  // NSABP-61-22: a trial
  if (/^\p{Lu}{4,}(?:-\p{N}{2,4}){2}$/u.test(found)) return true;
  if (found.replace(/\P{N}+/gu, '').length < fewestDigitsOfCode || !/\p{L}/u.test(found)) return false;
  if (groups.some((group) => /^\p{N}{5,}$/u.test(group))) return true;
  const isWhole = groups.length > 2 && groups.every((group) => group.length > 2 && /\p{N}/u.test(group));
  return isWhole && !groups.every((group) => isSafeCompound(group));
}

const groupedDigits = /(?<![\p{N}.])\+?(?:\(?\p{N}{1,6}\)?[ \-/._]{1,2}){1,6}\p{N}{2,9}(?!\p{N})/gu;
/** Three groups of two digits: a date or a time by its figures alone. */
const shortGroups = /(?<![\p{N}\p{L}.,])\p{N}{2}([ _.-])\p{N}{2}\1\p{N}{2}(?![\p{N}\p{L}.,])/gu;

/** Telephone, social security and card numbers: seven digits or more, in groups. A single decimal number is none, nor a row of b-values. */
function isLongNumber(text: string, whole: string, start: number): boolean {
  if (
    /^b[=_ ]?$/i.test(whole.slice(Math.max(0, start - 2), start).replace(/^[^\p{L}]/u, '')) &&
    !/\p{N}{5}|(?<!\p{N})0\p{N}/u.test(text)
  ) {
    return !text.split(/\P{N}+/u).every((group) => /^(?:0|5|[1-9]\p{N}?0|[1-9]\p{N}?[05]0|[1-4]\p{N}00)$/u.test(group));
  }
  return text.replace(/\P{N}+/gu, '').length >= 7 && !/^\p{N}{1,4}\.\p{N}+$/u.test(text);
}

function matchesOf(
  text: string,
  pattern: RegExp,
  accepts: (found: string, text: string, start: number) => boolean = () => true,
): readonly Hazard[] {
  const found: Hazard[] = [];
  for (const match of text.matchAll(pattern)) {
    if (!accepts(match[0], text, match.index)) continue;
    const end = match.index + match[0].length;
    const id = match.groups?.['id'];
    found.push({ start: id === undefined ? match.index : end - id.length, end });
  }
  return found;
}
