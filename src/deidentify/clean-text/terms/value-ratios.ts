/** What stands behind a number of a pair, and what tells that the pair is a value: without it the pair may be a day and a month, or a code. */
const longestBefore = 24;
const longestAfter = 32;

const beforePressure =
  /(?<!\p{L})(?:BP|RR|TA|TD|PA|NIBP|blood\spressure|pressure|blutdruck|tension|tensión|pressione|pressão|bloeddruk|blodtryk(?:k|ck)?|blodtryck|ciśnienie|tlak|АД)[\s:=]{1,2}$/iu;
const [leastSystolic, mostSystolic, leastDiastolic, mostDiastolic] = [60, 300, 20, 180];

/** `BP 190/110`. */
function isPressure([first, second]: Pair, before: string): boolean {
  return (
    first > second &&
    first >= leastSystolic &&
    first <= mostSystolic &&
    second >= leastDiastolic &&
    second <= mostDiastolic &&
    beforePressure.test(before)
  );
}

/** What scores stand behind, each with the highest that it reaches. */
const scores: readonly (readonly [RegExp, readonly number[]])[] = [
  [/(?<!\p{L})GCS[\s:=]{1,2}$/iu, [15]],
  [
    /(?<!\p{L})(?:VAS|NRS|EVA|NAS|pain(?:\sscore)?|schmerz\p{L}*|douleur|dolor|dolore|dor|pijn|ból)[\s:=]{1,2}$/iu,
    [10],
  ],
  [/(?<!\p{L})(?:apgars?|BPP|score|str(?:ength)?|quality|SSI)[\s:=]{1,2}$/iu, [8, 10]],
  [/(?<!\p{L})M?CTSI[\s:=]{1,2}$/iu, [10]],
  [/(?<!\p{L})BBPS[\s:=]{1,2}$/iu, [9]],
  [/(?<!\p{L})(?:MRC|power|kraft|force|fuerza|forza|força|KG)[\s:=]{1,2}$/iu, [5]],
  [/(?<!\p{L})(?:MMSE|MMST|MMS|MoCA|DemTect)[\s:=]{1,2}$/iu, [18, 30]],
];

/** `GCS 7/15`, `VAS 8/10`. */
function isScore([first, second]: Pair, before: string): boolean {
  return first <= second && scores.some(([name, highest]) => highest.includes(second) && name.test(before));
}

const beforeSplit =
  /(?<!\p{L})(?:DMSA|MAG-?3|DTPA|split|function|relative|differential|renogram|renography|seitengetrennt|L:R|R:L|ratio)[\s:=(]{1,2}$/iu;

/** `DMSA 62:38`: what each kidney does, a hundred in all. */
function isSplit([first, second]: Pair, before: string): boolean {
  const together = first + second;
  return together >= 99 && together <= 101 && beforeSplit.test(before);
}

const behindSpan =
  /^\s(?:f\/?u|fup|follow(?:ed)?[\s-]?up|review|recall|surveillance|interval|recheck|check|hx|history|duration|ago|post|wt\sloss|weight\sloss|cough|pain|haematuria|headaches?)(?!\p{L})/iu;
const monthsOfSpan: ReadonlySet<number> = new Set([3, 4, 6, 9, 12, 18, 24]);
const weeksOfYear = 52;

/** `6/12 follow-up`, `12/52 post op`: months and weeks, as they are written in Britain. `6/12` alone is a day. */
function isPartOfYear([first, second]: Pair, after: string): boolean {
  const isSpan = second === weeksOfYear ? first < weeksOfYear : second === 12 && monthsOfSpan.has(first);
  return isSpan && behindSpan.test(after);
}

const ofScans =
  /^\s(?:dating|growth|anomaly|viability|gest\p{L}*|preg\p{L}*|nuchal|NT|scan|obs(?:tetric)?|f(?:o)?etal|combined)(?!\p{L})/iu;
const [fewestWeeks, mostWeeks, weeksOfPregnancy] = [4, 42, 40];

/** `12/40 dating scan`: weeks of a pregnancy. */
function isPartOfPregnancy([first, second]: Pair, after: string): boolean {
  return second === weeksOfPregnancy && first >= fewestWeeks && first <= mostWeeks && ofScans.test(after);
}

const nearBowel = 80;
const ofBowel = /colon|kolon|ca?ecum|polyp|endosc|(?<!\p{L})(?:prep|bowel)(?!\p{L})/iu;

/** `Boston 2-3-2`: how clean each of three parts of the bowel is. */
export function isBowelScore(found: string, text: string, start: number): boolean {
  if (!/^[0-3]([-+])[0-3]\1[0-3]$/.test(found)) return false;
  const before = text.slice(Math.max(0, start - longestBefore), start);
  if (/(?<!\p{L})BBPS[\s:=]{1,2}$/iu.test(before)) return true;
  const near = text.slice(Math.max(0, start - nearBowel), start + found.length + nearBowel);
  return /(?<!\p{L})Boston[\s:=]{1,2}$/iu.test(before) && ofBowel.test(near);
}

type Pair = readonly [number, number];

/**
 * Whether two numbers with a stroke or colon between are a value rather than a day and a month, a time or a code.
 * @param found the pair as it is written
 * @param start its place in the text
 */
export function isValueRatio(found: string, text: string, start: number): boolean {
  const pair = /^(\d{1,3})([/:])(\d{2,3}|\d)$/.exec(found);
  if (pair === null) return false;
  const numbers: Pair = [Number(pair[1]), Number(pair[3])];
  const before = text.slice(Math.max(0, start - longestBefore), start);
  if (pair[2] === ':') return isSplit(numbers, before);
  const end = start + found.length;
  const after = text.slice(end, end + longestAfter);
  return (
    isPressure(numbers, before) ||
    isScore(numbers, before) ||
    isPartOfYear(numbers, after) ||
    isPartOfPregnancy(numbers, after)
  );
}

/** `190` and `110` of `BP 190/110`: the place of the number decides which pair it is of. */
export function isOfValueRatio(text: string, start: number, end: number): boolean {
  const longest = 4;
  const from = /(?<!\p{N})\d{1,3}[/:]$/u.exec(text.slice(Math.max(0, start - longest), start))?.[0].length ?? 0;
  const to = from > 0 ? 0 : (/^[/:]\d{1,3}(?!\p{N})/u.exec(text.slice(end, end + longest + 1))?.[0].length ?? 0);
  return from + to > 0 && isValueRatio(text.slice(start - from, end + to), text, start - from);
}
