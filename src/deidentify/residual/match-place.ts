import { isSafeWord } from '../clean-text/safe-words.ts';
import type { DayAndYear, Identifier } from './identifier.ts';
import { isStopWord } from './stop-words.ts';
import { capitalMark, changeMark, digitMark, gap, type TextStream } from './text-stream.ts';

/** True when an identifier whose letters lie at a place of a text is meant there. @param end behind its last letter */
export function isMeantAt(identifier: Identifier, stream: TextStream, start: number, end: number): boolean {
  return (
    hasJoints(identifier, stream, start, end) &&
    hasEdges(identifier, stream, start, end) &&
    (identifier.beside === null || stands(identifier.beside, stream, start, end))
  );
}

function hasJoints({ joints }: Identifier, { marks }: TextStream, start: number, end: number): boolean {
  if (typeof joints === 'object') return hasPlaces(joints, marks, start, end);
  const most = joints === 'hyphens' ? gap.hyphen : joints === 'single' ? gap.space : gap.some;
  for (let at = start + 1; at < end; at++) if ((marks[at]! & gap.mask) > most) return false;
  return true;
}

function hasPlaces(
  { at: places, isRequired }: Exclude<Identifier['joints'], string>,
  marks: Uint8Array,
  start: number,
  end: number,
): boolean {
  let parted = 0;
  let next = 0;
  for (let at = start + 1; at < end; at++) {
    const between = marks[at]! & gap.mask;
    const isPlace = places[next] === at - start;
    if (isPlace) next++;
    if (between === gap.none) continue;
    if (!isPlace || between > gap.some) return false;
    parted++;
  }
  return parted === places.length || (parted === 0 && !isRequired);
}

function hasEdges({ edges }: Identifier, stream: TextStream, start: number, end: number): boolean {
  const { marks } = stream;
  if (edges === 'stamp' && isInOneRun(marks, start, end)) return isBoundary(stream, start) || isBoundary(stream, end);
  if (splitsDigits(stream, start) || splitsDigits(stream, end)) return false;
  switch (edges) {
    case 'free':
      return (isGap(stream, start) && isGap(stream, end)) || !isInVocabulary(stream, start, end);
    case 'token':
      return isGap(stream, start) && isGap(stream, end);
    case 'alone':
      return isBoundary(stream, start) && isBoundary(stream, end) && isAlone(stream, start, end);
    default:
      return isBoundary(stream, start) && isBoundary(stream, end);
  }
}

function isInOneRun(marks: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if ((marks[at]! & gap.mask) !== gap.none) return false;
  return true;
}

function isGap({ marks, length }: TextStream, at: number): boolean {
  return at >= length || (marks[at]! & gap.mask) !== gap.none;
}

function isBoundary({ marks, length }: TextStream, at: number): boolean {
  return at >= length || (marks[at]! & (gap.mask | capitalMark | changeMark)) !== 0;
}

function isDigit({ marks, length }: TextStream, at: number): boolean {
  return at >= 0 && at < length && (marks[at]! & digitMark) !== 0;
}

/** True where a number goes on. */
function splitsDigits(stream: TextStream, at: number): boolean {
  return !isGap(stream, at) && isDigit(stream, at - 1) && isDigit(stream, at);
}

/** A digit behind a point or hyphen goes on with the number: versions and UIDs are made so. */
function isAlone(stream: TextStream, start: number, end: number): boolean {
  return !goesOn(stream, start, start - 1) && !goesOn(stream, end, end);
}

function goesOn(stream: TextStream, boundary: number, neighbour: number): boolean {
  if (!isDigit(stream, neighbour) || boundary >= stream.length) return false;
  const between = stream.marks[boundary]! & gap.mask;
  return between === gap.hyphen || between === gap.tight;
}

/** No word of the vocabulary is longer. */
const longestWord = 32;

/** True when a match is a part of a longer word of imaging: `Radiol` in `radiology`. */
function isInVocabulary(stream: TextStream, start: number, end: number): boolean {
  let first = start;
  while (!isGap(stream, first) && start - first < longestWord) first--;
  let last = end;
  while (!isGap(stream, last) && last - end < longestWord) last++;
  const word = String.fromCharCode(...stream.codes.subarray(first, last));
  return isSafeWord(word) || isStopWord(word);
}

/** True when day and year stand beside the name of a month: `18 Apr 1937`, `April 18th, 37`, `18. de abril de 1937`. */
function stands({ day, year }: DayAndYear, stream: TextStream, start: number, end: number): boolean {
  const before = runsFrom(stream, start, -1);
  const after = runsFrom(stream, end, 1);
  const isDay = (run: string | undefined) => run !== undefined && run.length <= 2 && Number(run) === day;
  const isYear = (run: string | undefined) => run === year || run === year.slice(2);
  const two = String(day).padStart(2, '0');
  return (
    (isDay(before[0]) && isYear(after[0])) ||
    (isDay(after[0]) && (isYear(after[1]) || isYear(before[0]))) ||
    (isDay(before[0]) && isYear(before[1])) ||
    after[0] === `${two}${year}` ||
    before[0] === `${year}${two}`
  );
}

const mostRuns = 4;
const longestRun = 12;
/** What stands between the parts of a written date. */
const fillers: ReadonlySet<string> = new Set('st nd rd th er de del di do of the den dem d e a o ta'.split(' '));

/** The numbers beside a place, nearest first, until something comes that is no part of a date. */
function runsFrom(stream: TextStream, from: number, step: 1 | -1): readonly string[] {
  const numbers: string[] = [];
  let at = step === 1 ? from : from - 1;
  for (let runs = 0; runs < mostRuns && at >= 0 && at < stream.length; runs++) {
    const edge = step === 1 ? at : at + 1;
    if (edge < stream.length && (stream.marks[edge]! & gap.mask) === gap.wide) break;
    let text = '';
    const isNumber = isDigit(stream, at);
    do {
      const character = String.fromCharCode(stream.codes[at]!);
      text = step === 1 ? text + character : character + text;
      at += step;
    } while (text.length < longestRun && isSameRun(stream, at, step, isNumber));
    if (isNumber) numbers.push(text);
    else if (!fillers.has(text)) break;
  }
  return numbers;
}

function isSameRun(stream: TextStream, at: number, step: 1 | -1, isNumber: boolean): boolean {
  if (at < 0 || at >= stream.length || isDigit(stream, at) !== isNumber) return false;
  return !isGap(stream, step === 1 ? at : at + 1);
}
