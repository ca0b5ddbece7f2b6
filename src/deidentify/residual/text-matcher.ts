import { foldText, isEastAsian, tokensOf } from './fold-text.ts';
import type { Identifier } from './identifier.ts';
import { isStopWord } from './stop-words.ts';
import { addToken, createTokenFilter, isFreeOf, type TokenFilter } from './token-filter.ts';

/** Finds identifiers in decoded text, as whole tokens, or anywhere for scripts without spaces. */
export type TextMatcher = {
  /** @param values the values of one element, decoded. @returns labels of what was found, each once. */
  readonly search: (values: readonly string[]) => readonly string[];
  /** Coded strings (CS): a value that is all vocabulary of the standard is no evidence of a name that is such a word. */
  readonly searchCoded: (values: readonly string[]) => readonly string[];
  /** Numbers as text (DS, IS): the whole value is one token, sign and point included. */
  readonly searchNumber: (value: string) => readonly string[];
  /** True for bytes of a text that is plain ASCII and in which none of the searches would find anything. */
  readonly isFree: (bytes: Uint8Array) => boolean;
};

type Phrase = { readonly tokens: readonly string[]; readonly label: string };

/** What a match may be; the default takes all. */
type Accepts = (phrase: Phrase) => boolean;
const all: Accepts = () => true;
const isNoWord: Accepts = ({ tokens }) => tokens.length > 1 || /\d/.test(tokens[0] ?? '');

/** Identifiers made ready for the search; those of a visit are shared by the matchers of its files. */
export type TextIndex = {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly inside: readonly { readonly text: string; readonly label: string }[];
  /** The longest token of each phrase, the least likely one to be met by chance. */
  readonly filterTokens: readonly string[];
};

export function indexIdentifiers(identifiers: readonly Identifier[]): TextIndex {
  const byFirst = new Map<string, Phrase[]>();
  for (const { text, label, match } of identifiers) {
    const tokens = match === 'phrase' ? tokensOf(foldText(text)) : [];
    const first = tokens[0];
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { tokens, label }]);
  }
  const inside = identifiers
    .filter(({ match }) => match === 'inside')
    .map(({ text, label }) => ({ text: unspaced(foldText(text)), label }));
  const filterTokens = [...byFirst.values()].flat().map(({ tokens }) => longestOf(tokens));
  return { byFirst, inside, filterTokens };
}

function longestOf(tokens: readonly string[]): string {
  return tokens.reduce((longest, token) => (token.length > longest.length ? token : longest), '');
}

/** @param own identifiers of one file, beside those that others have too */
export function createTextMatcher(index: TextIndex, own?: TextIndex): TextMatcher {
  const { byFirst: shared, inside } = index;
  const filter = filterOf(index, own);
  const phrasesAt = (token: string): readonly Phrase[] => {
    const phrases = shared.get(token) ?? noPhrases;
    const others = own?.byFirst.get(token);
    return others === undefined ? phrases : [...phrases, ...others];
  };
  const search = (values: readonly string[], acceptsIn: (tokens: readonly string[]) => Accepts) => {
    const found = new Set<string>();
    for (const value of values) {
      const folded = foldText(value);
      const tokens = tokensOf(folded);
      searchTokens(tokens, phrasesAt, acceptsIn(tokens), found);
      if (inside.length > 0 && isEastAsian(folded)) {
        const text = unspaced(folded);
        for (const name of inside) if (text.includes(name.text)) found.add(name.label);
      }
    }
    return found.size === 0 ? nothing : [...found];
  };
  return {
    isFree: (bytes) => isFreeOf(filter, bytes),
    search: (values) => search(values, () => all),
    searchCoded: (values) => search(values, (tokens) => (tokens.every(isVocabulary) ? isNoWord : all)),
    searchNumber: (value) => {
      const number = value.trim();
      if (isCountingUp(number)) return nothing;
      return phrasesAt(number)
        .filter(({ tokens }) => tokens.length === 1)
        .map(({ label }) => label);
    },
  };
}

/** Each file adds its UIDs; a filter that is too full of them lets everything through, and a new one is made. */
const mostAdded = 400;
const filters = new WeakMap<TextIndex, { readonly filter: TokenFilter; added: number }>();

/** The filter of shared identifiers, with those of one file. Matchers that were made before keep theirs. */
function filterOf(shared: TextIndex, own: TextIndex | undefined): TokenFilter {
  let known = filters.get(shared);
  if (known === undefined || known.added > mostAdded) {
    known = { filter: createTokenFilter(shared.filterTokens), added: 0 };
    filters.set(shared, known);
  }
  for (const token of own?.filterTokens ?? []) if (addToken(known.filter, token)) known.added++;
  return known.filter;
}

/** Short tokens and numbers complete a term: `T1`, `MIP 3D`. */
function isVocabulary(token: string): boolean {
  return token.length < shortestWord || /\d/.test(token) || isStopWord(token);
}

const shortestWord = 4;

/** Digits from 1 on, as `123456`: what is typed where a number is asked for, in series numbers as in test patients' IDs. */
function isCountingUp(number: string): boolean {
  return '1234567890'.startsWith(number);
}

const nothing: readonly string[] = [];

function searchTokens(
  tokens: readonly string[],
  phrasesAt: (token: string) => readonly Phrase[],
  accepts: Accepts,
  found: Set<string>,
): void {
  tokens.forEach((token, at) => {
    for (const phrase of phrasesAt(token)) {
      if (accepts(phrase) && isAt(phrase, tokens, at)) found.add(phrase.label);
    }
    if (token.length <= 8 || !leadingDate.test(token)) return;
    // A date at the head of a longer stamp: 19640718123000.
    for (const phrase of phrasesAt(token.slice(0, 8))) {
      if (phrase.tokens.length === 1) found.add(phrase.label);
    }
  });
}

function isAt(phrase: Phrase, tokens: readonly string[], at: number): boolean {
  return phrase.tokens.every((expected, offset) => tokens[at + offset] === expected);
}

const noPhrases: readonly Phrase[] = [];
const leadingDate = /^\d{8}/;

/** Without what may stand between the parts of a name. */
function unspaced(text: string): string {
  return text.replace(/[\s^=・·.,-]+/gu, '');
}
