/**
 * Many patterns of 16-bit codes, found in one pass over a text whatever their number (Aho and Corasick 1975). Patterns
 * over `longestPattern` codes are cut there, so that no place of a text ends more than so many of them.
 */
export type Automaton = {
  /** Symbol of each code below 128; 0 for one that is in no pattern. */
  readonly low: Uint16Array;
  readonly high: ReadonlyMap<number, number>;
  readonly symbols: number;
  /** State after each symbol from the beginning. */
  readonly start: Int32Array;
  /** Open hash table of the other transitions: from which state (-1: none), by which symbol, to which state. */
  readonly from: Int32Array;
  readonly by: Uint16Array;
  readonly to: Int32Array;
  readonly fails: Int32Array;
  /** By state: `endsHere` where a pattern ends, be it a shorter one; `endsWeakly` where weak ones alone do. */
  readonly ends: Uint8Array;
  /** By state: the next shorter state that ends a pattern itself; 0 for none. */
  readonly links: Int32Array;
  /** By state: places of the patterns that end there. */
  readonly found: ReadonlyMap<number, readonly number[]>;
};

export const longestPattern = 64;
export const endsHere = 1;
/** The end of a pattern that means nothing by itself, as the name of a month. */
export const endsWeakly = 2;

/** Odd numbers that mix state and symbol into a place of the table (multiplicative hashing). */
const stateMixer = 0x9e3779b1;
const symbolMixer = 0x85ebca6b;

/** @param patterns not empty each; what is found is their place in this list @param isWeak tells a weak one by its place */
export function createAutomaton(
  patterns: readonly ArrayLike<number>[],
  isWeak: (place: number) => boolean = () => false,
): Automaton {
  const alphabet = alphabetOf(patterns);
  const most = patterns.reduce((sum, { length }) => sum + Math.min(length, longestPattern), 1);
  const table = createTable(most);
  const { found, ...states } = insert(patterns, alphabet, table, most);
  return { ...alphabet, ...table, found, ...linked(states, found, alphabet.symbols, table, isWeak) };
}

type Alphabet = Pick<Automaton, 'low' | 'high' | 'symbols'>;
type States = { readonly parents: Int32Array; readonly symbolsOf: Uint16Array; readonly count: number };
type Table = Pick<Automaton, 'from' | 'by' | 'to'>;

function alphabetOf(patterns: readonly ArrayLike<number>[]): Alphabet {
  const low = new Uint16Array(128);
  const high = new Map<number, number>();
  let symbols = 1;
  for (const pattern of patterns) {
    for (let at = 0; at < pattern.length; at++) {
      const code = pattern[at]!;
      if (code < 128) {
        if (low[code] === 0) low[code] = symbols++;
      } else if (!high.has(code)) high.set(code, symbols++);
    }
  }
  return { low, high, symbols };
}

function createTable(most: number): Table {
  const size = 2 ** Math.ceil(Math.log2(most * 2 + 2));
  return { from: new Int32Array(size).fill(-1), by: new Uint16Array(size), to: new Int32Array(size) };
}

function insert(patterns: readonly ArrayLike<number>[], alphabet: Alphabet, table: Table, most: number) {
  const parents = new Int32Array(most);
  const symbolsOf = new Uint16Array(most);
  const found = new Map<number, number[]>();
  let count = 1;
  patterns.forEach((pattern, place) => {
    let state = 0;
    for (let at = 0; at < Math.min(pattern.length, longestPattern); at++) {
      const symbol = symbolOf(alphabet, pattern[at]!);
      const slot = slotOf(table, state, symbol);
      if (table.from[slot] === -1) {
        table.from[slot] = state;
        table.by[slot] = symbol;
        table.to[slot] = count;
        parents[count] = state;
        symbolsOf[count++] = symbol;
      }
      state = table.to[slot]!;
    }
    const others = found.get(state);
    if (others === undefined) found.set(state, [place]);
    else others.push(place);
  });
  return { parents, symbolsOf, count, found };
}

/** The states that a state falls back to, shorter ones first: those are known when they are asked for. */
function linked(
  { parents, symbolsOf, count }: States,
  found: ReadonlyMap<number, readonly number[]>,
  symbols: number,
  table: Table,
  isWeak: (place: number) => boolean,
): Pick<Automaton, 'start' | 'fails' | 'ends' | 'links'> {
  const start = new Int32Array(symbols);
  const fails = new Int32Array(count);
  const ends = new Uint8Array(count);
  const links = new Int32Array(count);
  for (let state = 1; state < count; state++) if (parents[state] === 0) start[symbolsOf[state]!] = state;
  for (const state of byDepth(parents, count)) {
    const parent = parents[state]!;
    if (parent !== 0) fails[state] = next({ start, fails, ...table }, fails[parent]!, symbolsOf[state]!);
    const fail = fails[state]!;
    links[state] = found.has(fail) ? fail : links[fail]!;
    ends[state] = endOf(found.get(state), ends[links[state]!]!, isWeak);
  }
  return { start, fails, ends, links };
}

function endOf(places: readonly number[] | undefined, linked: number, isWeak: (place: number) => boolean): number {
  if (places === undefined || linked === endsHere) return linked;
  return places.every(isWeak) ? endsWeakly : endsHere;
}

/** States by their depth; a parent is always made before its children. */
function byDepth(parents: Int32Array, count: number): readonly number[] {
  const depths = new Uint8Array(count);
  const levels: number[][] = Array.from({ length: longestPattern + 1 }, () => []);
  for (let state = 1; state < count; state++) {
    depths[state] = depths[parents[state]!]! + 1;
    levels[depths[state]!]!.push(state);
  }
  return levels.flat();
}

export function symbolOf({ low, high }: Alphabet, code: number): number {
  return code < 128 ? low[code]! : (high.get(code) ?? 0);
}

/** The state after one more symbol. @param symbol 0 for a code that is in no pattern */
export function next(automaton: Table & Pick<Automaton, 'start' | 'fails'>, before: number, symbol: number): number {
  if (symbol === 0) return 0;
  for (let state = before; state !== 0; state = automaton.fails[state]!) {
    const slot = slotOf(automaton, state, symbol);
    if (automaton.from[slot] !== -1) return automaton.to[slot]!;
  }
  return automaton.start[symbol]!;
}

/** The place of a transition in the table, or the free one where it belongs. */
function slotOf({ from, by }: Table, state: number, symbol: number): number {
  const mask = from.length - 1;
  let slot = ((Math.imul(state, stateMixer) ^ Math.imul(symbol, symbolMixer)) >>> 7) & mask;
  while (from[slot] !== -1 && (from[slot] !== state || by[slot] !== symbol)) slot = (slot + 1) & mask;
  return slot;
}
