import { foldText } from '../../residual/fold-text.ts';
import forms from '../data/eponym-forms.json' with { type: 'json' };
import values from '../data/value-forms.json' with { type: 'json' };
import { isKnownWord } from '../known-words.ts';
import { modalities, titles } from '../name-signs.ts';
import type { Word } from '../split-words.ts';

type Row = {
  readonly as: RegExp | undefined;
  readonly before: RegExp | undefined;
  readonly after: RegExp | undefined;
  readonly where: RegExp | undefined;
};

type Written = {
  readonly names: string;
  readonly as?: string;
  readonly before?: string;
  readonly after?: string;
  readonly where?: string;
  readonly joined?: string;
};

const rowsOf: ReadonlyMap<string, readonly Row[]> = prepared();

/** Who is named behind these is no disease and no score. */
const leading: ReadonlySet<string> = new Set('at by for from per with to ref tech and'.split(' '));
/** How far from the name the text may speak of what it has to: all of a long text for each name would take quadratic time. */
const near = 80;
/** The longest words before and behind a name that a row speaks of, and how many words they are. */
const [longestBefore, longestAfter, mostWords] = [24, 32, 6];

/**
 * Whether a word is part of a score, a sign, a view, an operation or a disease with the name of a person, or of a value behind
 * its abbreviation: `Gleason 4+3`, `Murphy +`, `post Whipple`, `M. Crohn`, `ECOG 1`. Never behind a title, a word that leads to
 * somebody, or a name with a capital.
 * @param at the place of the name, or of a word before or behind it
 */
export function isOfEponym(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at]!;
  for (let name = Math.max(0, at - mostWords); name <= Math.min(words.length - 1, at + 2); name++) {
    const rows = rowsOf.get(foldText(words[name]!.text));
    if (rows?.some((row) => spans(row, text, words, name, word))) return true;
  }
  return false;
}

/** True where the row holds at this name, and reaches the word. */
function spans(row: Row, text: string, words: readonly Word[], at: number, word: Word): boolean {
  const name = words[at]!;
  if (row.as !== undefined && !row.as.test(name.text)) return false;
  if (row.where !== undefined && !row.where.test(text.slice(Math.max(0, name.start - near), name.end + near)))
    return false;
  const before = row.before?.exec(text.slice(Math.max(0, name.start - longestBefore), name.start))?.[0];
  const after = row.after?.exec(text.slice(name.end, name.end + longestAfter))?.[0];
  if (before === undefined && (after === undefined || isOfSomebody(text, words, at))) return false;
  // A single small letter grades nothing.
  if (after !== undefined && /[\s_-]\p{Ll}$/u.test(after)) return false;
  const start = name.start - (before?.length ?? 0);
  const end = name.end + (after?.length ?? /^['’]s(?!\p{L})/u.exec(text.slice(name.end))?.[0].length ?? 0);
  if (before !== undefined && /^[\s-]\p{Lu}\p{Ll}/u.test(text.slice(end, end + 3)) && !isKnownAt(words, at + 1)) {
    return false;
  }
  return start <= word.start && word.end <= end;
}

function isKnownAt(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return word === undefined || isKnownWord(foldText(word.text));
}

/** `Dr Gleason 7`, `by Garden`, `Qaxon Gleason 7`. */
function isOfSomebody(text: string, words: readonly Word[], at: number): boolean {
  const [before, name] = [words[at - 1], words[at]!];
  if (before === undefined || !/^[\s.^_]{1,2}$/.test(text.slice(before.end, name.start))) return false;
  const folded = foldText(before.text);
  // `OA KL 3`: arthrosis and its grade, no senior physician.
  if (folded === 'oa' && foldText(name.text) === 'kl') return false;
  if (titles.has(folded) || modalities.has(folded) || leading.has(folded))
    return !/^(?:M[RS]|CR|D[RX])$/.test(before.text);
  return /^\p{Lu}/u.test(before.text) && !/\p{N}/u.test(before.text) && !isKnownWord(folded);
}

function prepared(): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>();
  const written: readonly Written[] = [...forms.rows, ...values.rows.map((row) => ({ joined: values.joined, ...row }))];
  for (const { names, as, before, after, where, joined } of written) {
    const prepared = {
      as: as === undefined ? undefined : new RegExp(`^(?:${as})$`, 'u'),
      before: before === undefined ? undefined : new RegExp(`(?<!\\p{L})(?:${before})$`, 'iu'),
      after:
        after === undefined
          ? undefined
          : new RegExp(`^${joined ?? "(?:['’]?s)?[\\s:_-]{0,2}"}(?:${after})(?![\\p{L}\\p{N}])`, 'iu'),
      where: where === undefined ? undefined : new RegExp(`(?<!\\p{L})(?:${where})(?!\\p{L})|(?<!\\p{L})#`, 'iu'),
    };
    for (const name of names.split(' ')) rows.set(name, [...(rows.get(name) ?? []), prepared]);
  }
  return rows;
}
