import { type Automaton, createAutomaton, longestPattern, next, symbolOf } from './automaton.ts';
import { foldText, tokensOf } from './fold-text.ts';
import type { Identifier } from './identifier.ts';
import { locateIn } from './locate.ts';
import { isMeantAt } from './match-place.ts';
import { isShortTerm } from './short-terms.ts';
import { isStopWord } from './stop-words.ts';
import { mayHold } from './text-filter.ts';
import { streamOf, type TextStream } from './text-stream.ts';
import { addToken, createTokenFilter, type TokenFilter } from './token-filter.ts';

/** Finds identifiers in decoded text: each text is passed over once, whatever the number of identifiers. */
export type TextMatcher = {
  /** @param values the values of one element, decoded. @returns labels of what was found, each once. */
  readonly search: (values: readonly string[], accepts?: Accepts) => readonly string[];
  /** Coded strings (CS): a value that is all vocabulary of the standard is no evidence of a name that is such a word. */
  readonly searchCoded: (values: readonly string[]) => readonly string[];
  /** Numbers as text (DS, IS): the whole value is one number, sign and point included. */
  readonly searchNumber: (value: string) => readonly string[];
  /** Where what has a label stands in the values of one element, and the letters that were found there. */
  readonly locate: (values: readonly string[], label: string) => Located;
  /** True for bytes of a text that is plain ASCII and in which none of the searches would find anything. */
  readonly isFree: (bytes: Uint8Array) => boolean;
  /** True when the ASCII letters among bytes of any kind hold nothing; others part them. */
  readonly isFreeOfAscii: (bytes: Uint8Array) => boolean;
};

/** From and to (behind the last) in UTF-16 units, from the beginning of the first value on, with a backslash between values. */
export type Place = readonly [from: number, to: number];

/**
 * What was found: all letters, each once, and the first of the places. There are none of a text whose characters are written
 * otherwise than NFC has them.
 */
export type Located = { readonly letters: ReadonlySet<string>; readonly places: readonly Place[] };

/** What a match may be. */
export type Accepts = (identifier: Identifier) => boolean;
const all: Accepts = () => true;

/** Identifiers made ready for the search; those of a visit are shared by the matchers of its files. */
export type TextIndex = {
  /** Found by their letters in one pass. */
  readonly automaton: Automaton;
  readonly identifiers: readonly Identifier[];
  /** Short ones, found as a token by itself. */
  readonly tokens: ReadonlyMap<string, readonly Identifier[]>;
  /** Labels by numbers that may be a whole value. */
  readonly numbers: ReadonlyMap<string, readonly string[]>;
};

export function indexIdentifiers(identifiers: readonly Identifier[]): TextIndex {
  const usable = distinct(identifiers.filter(({ letters }) => letters !== '').map(shortened));
  const long = usable.filter(({ edges }) => edges !== 'token');
  const numbers = usable.filter(
    ({ letters, edges, joints }) =>
      /^\d+$/.test(letters) && letters.length >= shortestNumber && edges !== 'alone' && !isRequired(joints),
  );
  return {
    automaton: createAutomaton(
      long.map(({ letters }) => codesOf(letters)),
      (place) => long[place]!.beside !== null,
    ),
    identifiers: long,
    tokens: grouped(usable.filter(({ edges }) => edges === 'token')),
    numbers: new Map(
      [...grouped(numbers)].map(([letters, same]) => [letters, [...new Set(same.map(({ label }) => label))]]),
    ),
  };
}

/** Dates without their century are numbers like any other. */
const shortestNumber = 5;

function isRequired(joints: Identifier['joints']): boolean {
  return typeof joints === 'object' && joints.isRequired;
}

/** The search knows so many letters of each; more are only needed where two begin alike. */
function shortened(identifier: Identifier): Identifier {
  if (identifier.letters.length <= longestPattern) return identifier;
  return { ...identifier, letters: identifier.letters.slice(0, longestPattern), edges: 'free', joints: 'some' };
}

function distinct(identifiers: readonly Identifier[]): readonly Identifier[] {
  const byKey = new Map<string, Identifier>();
  for (const one of identifiers) {
    const joints = typeof one.joints === 'object' ? `${one.joints.at} ${one.joints.isRequired}` : one.joints;
    const key = `${one.letters} ${one.label} ${one.edges} ${joints} ${one.beside?.year ?? ''}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return [...byKey.values()];
}

function grouped(identifiers: readonly Identifier[]): ReadonlyMap<string, readonly Identifier[]> {
  const groups = new Map<string, Identifier[]>();
  for (const one of identifiers) {
    const group = groups.get(one.letters);
    if (group === undefined) groups.set(one.letters, [one]);
    else group.push(one);
  }
  return groups;
}

function codesOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** @param own identifiers of one file (UIDs), beside those that others have too; made ready when they are first needed */
export function createTextMatcher(index: TextIndex, own: readonly Identifier[] = []): TextMatcher {
  const filter = filterOf(index, own);
  let ownIndex: TextIndex | null = null;
  const search = (values: readonly string[], acceptsIn: (value: string) => Accepts): readonly string[] => {
    const found = new Set<string>();
    for (const value of values) {
      const stream = streamOf(value);
      const accepts = acceptsIn(value);
      searchStream(index, stream, accepts, found);
      if (own.length > 0) {
        ownIndex ??= indexIdentifiers(own);
        searchStream(ownIndex, stream, accepts, found);
      }
      if (index.tokens.size > 0) searchTokens(index, value, accepts, found);
    }
    return found.size === 0 ? nothing : [...found];
  };
  return {
    isFree: (bytes) => !mayHold(index.automaton, filter, bytes, true),
    isFreeOfAscii: (bytes) => !mayHold(index.automaton, filter, bytes, false),
    search: (values, accepts = all) => search(values, () => accepts),
    searchCoded: (values) => search(values, (value) => (isAllVocabulary(value) ? isNoWord : isNoShortName)),
    searchNumber: (value) => {
      const number = value.trim();
      return isCountingUp(number) ? nothing : (index.numbers.get(number) ?? nothing);
    },
    locate: (values, label) => {
      if (own.length > 0) ownIndex ??= indexIdentifiers(own);
      return locateIn(ownIndex === null ? [index] : [index, ownIndex], values, label);
    },
  };
}

const isNoWord: Accepts = ({ isWord, edges }) => !isWord && edges !== 'token';
/** Coded terms are often two or three letters of nobody's name. */
const isNoShortName: Accepts = ({ edges }) => edges !== 'token';
const nothing: readonly string[] = [];

function searchStream(
  { automaton, identifiers }: TextIndex,
  stream: TextStream,
  accepts: Accepts,
  found: Set<string>,
): void {
  let state = 0;
  for (let at = 0; at < stream.length; at++) {
    state = next(automaton, state, symbolOf(automaton, stream.codes[at]!));
    if (automaton.ends[state] === 0) continue;
    for (let end = state; end !== 0; end = automaton.links[end]!) {
      for (const place of automaton.found.get(end) ?? noPlaces) {
        const identifier = identifiers[place]!;
        if (found.has(identifier.label) || !accepts(identifier)) continue;
        const start = at + 1 - identifier.letters.length;
        if (isMeantAt(identifier, stream, start, at + 1)) found.add(identifier.label);
      }
    }
  }
}

const noPlaces: readonly number[] = [];

/** Short names, as words that imaging does not have. */
function searchTokens({ tokens }: TextIndex, value: string, accepts: Accepts, found: Set<string>): void {
  for (const token of tokensOf(foldText(value))) {
    if (token.length > longestToken || isShortTerm(token)) continue;
    for (const identifier of tokens.get(token) ?? noIdentifiers) {
      if (accepts(identifier)) found.add(identifier.label);
    }
  }
}

const longestToken = 8;
const noIdentifiers: readonly Identifier[] = [];

/** Each file adds its UIDs; a filter that is too full of them lets everything through, and a new one is made. */
const mostAdded = 400;
const filters = new WeakMap<TextIndex, { readonly filter: TokenFilter; added: number }>();

/** The filter of short names, with the UIDs of one file. Matchers that were made before keep theirs. */
function filterOf(shared: TextIndex, own: readonly Identifier[]): TokenFilter {
  let known = filters.get(shared);
  if (known === undefined || known.added > mostAdded) {
    known = { filter: createTokenFilter([...shared.tokens.keys()]), added: 0 };
    filters.set(shared, known);
  }
  for (const identifier of own) {
    if (addToken(known.filter, longestPart(identifier))) known.added++;
  }
  return known.filter;
}

/** The longest part of a UID, the least likely one to be met by chance. */
function longestPart({ letters, joints }: Identifier): string {
  const places = typeof joints === 'object' ? joints.at : [];
  const parts = [0, ...places].map((from, n) => letters.slice(from, places[n]));
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function isAllVocabulary(value: string): boolean {
  return tokensOf(foldText(value)).every(isVocabulary);
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
