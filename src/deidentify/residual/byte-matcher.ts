import { type Automaton, createAutomaton, next } from './automaton.ts';

/** A pattern of bytes and what it says. */
export type BytePattern = { readonly bytes: Uint8Array; readonly label: string };

/** Finds many patterns in one pass; ASCII letters match in either case. */
export type ByteMatcher = {
  /** Labels of the patterns found, each once. */
  readonly search: (bytes: Uint8Array) => readonly string[];
};

/** Shorter ones would be found by chance. */
const shortestPatternBytes = 4;

/** One byte in lower case (ASCII), as a table: the search looks at every byte of a header. */
const lower = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte));

/** Makes patterns ready for the search. Those under four bytes are ignored. */
export function createByteMatcher(patterns: readonly BytePattern[]): ByteMatcher {
  const usable = patterns.filter(({ bytes }) => bytes.length >= shortestPatternBytes);
  if (usable.length === 0) return { search: () => nothing };
  const automaton = createAutomaton(usable.map(({ bytes }) => bytes.map((byte) => lower[byte]!)));
  const symbols = Uint16Array.from(
    { length: 256 },
    (_, byte) => (byte < 128 ? automaton.low[lower[byte]!] : automaton.high.get(byte)) ?? 0,
  );
  return { search: (bytes) => search(bytes, automaton, symbols, usable) };
}

const nothing: readonly string[] = [];

function search(
  bytes: Uint8Array,
  automaton: Automaton,
  symbols: Uint16Array,
  patterns: readonly BytePattern[],
): readonly string[] {
  const found = new Set<string>();
  let state = 0;
  for (let at = 0; at < bytes.length; at++) {
    const symbol = symbols[bytes[at]!]!;
    state = symbol === 0 ? 0 : next(automaton, state, symbol);
    if (automaton.ends[state] === 0) continue;
    for (let end = state; end !== 0; end = automaton.links[end]!) {
      for (const place of automaton.found.get(end) ?? noPlaces) found.add(patterns[place]!.label);
    }
  }
  return found.size === 0 ? nothing : [...found];
}

const noPlaces: readonly number[] = [];
