import type { JudgedWord } from './without-companions.ts';

/**
 * Joins the words that stay. Separators stay where both of their words do; where words went in between, the simplest
 * separator of the gap stands for all. Nothing doubled, no empty or open brackets, no loose ends.
 */
export function tidyText(text: string, words: readonly JudgedWord[]): string {
  const kept = words.flatMap((word, at) => (word.isKept ? [{ word, at }] : []));
  const first = kept[0];
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return '';
  let tidy = leadingOf(text, first, words);
  for (const [n, { word, at }] of kept.entries()) {
    const next = kept[n + 1];
    tidy += word.text;
    if (next) tidy += next.at === at + 1 ? text.slice(word.end, next.word.start) : gapOf(text, words, at, next.at);
  }
  const trailing = last.at === words.length - 1 ? text.slice(last.word.end) : '';
  return trimmed(balanced(tidy + trailing));
}

/** Without separators at either end. By hand, as a pattern would begin anew at each of many separators inside. */
function trimmed(text: string): string {
  let start = 0;
  while (start < text.length && looseAtStart.test(text.charAt(start))) start++;
  let end = text.length;
  while (end > start && looseAtEnd.test(text.charAt(end - 1))) end--;
  return text.slice(start, end).trim();
}

const looseAtStart = /[\s_/^,;:.=&|-]/u;
const looseAtEnd = /[\s_/^,;:=&|-]/u;

/** The characters of a set at the end of a text. */
function tailOf(text: string, set: string): string {
  let start = text.length;
  while (start > 0 && set.includes(text.charAt(start - 1))) start--;
  return text.slice(start);
}

type Kept = { readonly word: JudgedWord; readonly at: number };

/** What stands before the first word belongs to it only where no word went: `+C`, `*sSSH`. */
function leadingOf(text: string, { word, at }: Kept, words: readonly JudgedWord[]): string {
  if (at === 0) return text.slice(0, word.start);
  const before = text.slice(words[at - 1]?.end ?? 0, word.start);
  return tailOf(before, '+(<[');
}

/** The separators of a gap that held removed words, as one. */
function gapOf(text: string, words: readonly JudgedWord[], from: number, to: number): string {
  let separators = '';
  for (let at = from; at < to; at++) separators += text.slice(words[at]?.end, words[at + 1]?.start);
  const brackets = separators.replace(/[^()[\]<>{}]/g, '');
  const space = [/\n/, /[,;]\s/, /[_^/,;]/, /\s/, /-/]
    .map((kind) => separators.match(kind))
    .find((found) => found !== null);
  const plain = space?.[0] ?? ' ';
  const closing = brackets.match(/^[)\]>}]+/)?.[0] ?? '';
  return closing + plain + tailOf(brackets, '([<{');
}

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '>': '<', '}': '{' };

/** Drops brackets without partner, unless they compare numbers, and pairs without content. */
function balanced(text: string): string {
  const isDropped = new Set<number>();
  const open: number[] = [];
  text.split('').forEach((character, at) => {
    if ('([{<'.includes(character)) open.push(at);
    const partner = pairs[character];
    if (partner === undefined) return;
    const opened = open.at(-1);
    if (opened !== undefined && text[opened] === partner) open.pop();
    else isDropped.add(at);
  });
  for (const at of open) isDropped.add(at);
  return text
    .split('')
    .map((character, at) => (isDropped.has(at) ? ' ' : character))
    .join('')
    .replace(isDropped.size === 0 ? /$^/ : / {2,}/g, ' ')
    .replace(/\(\s*\)|\[\s*\]|<\s*>|\{\s*\}/g, ' ');
}
