import { next, symbolOf } from './automaton.ts';
import { foldText } from './fold-text.ts';
import type { Identifier } from './identifier.ts';
import { isMeantAt } from './match-place.ts';
import type { Located, Place, TextIndex } from './text-matcher.ts';
import { type Origins, streamOf } from './text-stream.ts';

/** More places in one element say nothing more. */
const mostPlaces = 64;

type Hit = { readonly letters: string; readonly place: Place };

/**
 * Where what has a label stands in values that the search has found it in. Asked for few values, so it may be slow; it finds
 * what the search finds, and may find more of the same kind.
 */
export function locateIn(indexes: readonly TextIndex[], values: readonly string[], label: string): Located {
  const letters = new Set<string>();
  const places: Place[] = [];
  let start = 0;
  for (const value of values) {
    // What the text has in another form has other places.
    const isPlaced = value === value.normalize('NFC');
    for (const hit of hitsIn(indexes, value, label)) {
      letters.add(hit.letters);
      if (isPlaced && places.length < mostPlaces) places.push([hit.place[0] + start, hit.place[1] + start]);
    }
    start += value.length + 1;
  }
  return { letters, places };
}

function* hitsIn(indexes: readonly TextIndex[], value: string, label: string): Generator<Hit> {
  for (const index of indexes) {
    yield* inStream(index, value, label);
    yield* inTokens(index, value, label);
    yield* asNumber(index, value, label);
  }
}

function* inStream({ automaton, identifiers }: TextIndex, value: string, label: string): Generator<Hit> {
  const origins: Origins = { from: [], to: [] };
  const stream = streamOf(value, origins);
  let state = 0;
  for (let at = 0; at < stream.length; at++) {
    state = next(automaton, state, symbolOf(automaton, stream.codes[at]!));
    for (let end = state; end !== 0; end = automaton.links[end]!) {
      for (const place of automaton.found.get(end) ?? none) {
        const identifier = identifiers[place]!;
        const start = at + 1 - identifier.letters.length;
        if (identifier.label !== label || !isMeantAt(identifier, stream, start, at + 1)) continue;
        yield { letters: lettersOf(identifier), place: [origins.from[start]!, origins.to[at]!] };
      }
    }
  }
}

const none: readonly number[] = [];

/** A month by itself is of no patient: day and year belong to it. */
function lettersOf({ letters, beside }: Identifier): string {
  return beside === null ? letters : `${letters} ${beside.day} ${beside.year}`;
}

function* inTokens({ tokens }: TextIndex, value: string, label: string): Generator<Hit> {
  if (tokens.size === 0) return;
  for (const { 0: written, index } of value.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const letters = foldText(written);
    const isOne = tokens.get(letters)?.some((identifier) => identifier.label === label) ?? false;
    if (isOne) yield { letters, place: [index, index + written.length] };
  }
}

function* asNumber({ numbers }: TextIndex, value: string, label: string): Generator<Hit> {
  const letters = value.trim();
  if (!numbers.get(letters)?.includes(label)) return;
  const from = value.indexOf(letters);
  yield { letters, place: [from, from + letters.length] };
}
