import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAutomaton, endsHere, endsWeakly, longestPattern, next, symbolOf } from './automaton.ts';

const codes = (text: string) => Uint16Array.from(text, (character) => character.charCodeAt(0));

/** Ends and places of all patterns in a text, `end:place`. */
function findAll(patterns: readonly string[], text: string): readonly string[] {
  const automaton = createAutomaton(patterns.map(codes));
  const found: string[] = [];
  let state = 0;
  for (let at = 0; at < text.length; at++) {
    state = next(automaton, state, symbolOf(automaton, text.charCodeAt(at)));
    for (let end = state; end !== 0; end = automaton.links[end]!) {
      for (const place of automaton.found.get(end) ?? []) found.push(`${at + 1}:${place}`);
    }
    const hasFound = found.some((one) => one.startsWith(`${at + 1}:`));
    expect(automaton.ends[state] === endsHere).toBe(hasFound);
  }
  return found.sort();
}

describe('an automaton', () => {
  it('finds what a search for one pattern after the other finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\u5c71'), minLength: 1, maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\u5c71', ' '), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), text, (patterns, searched) => {
        const expected: string[] = [];
        patterns.forEach((pattern, place) => {
          for (let at = searched.indexOf(pattern); at >= 0; at = searched.indexOf(pattern, at + 1)) {
            expected.push(`${at + pattern.length}:${place}`);
          }
        });
        expect(findAll(patterns, searched)).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a pattern that is too long', () => {
    const long = 'ab'.repeat(longestPattern);
    expect(findAll([long], long)).toContain(`${longestPattern}:0`);
  });

  it('tells weak patterns from others, and an end of both as one that is not weak', () => {
    const automaton = createAutomaton(['may', 'y', 'june'].map(codes), (place) => place !== 1);
    const stateAfter = (text: string) =>
      [...text].reduce((state, character) => next(automaton, state, symbolOf(automaton, character.charCodeAt(0))), 0);
    expect(automaton.ends[stateAfter('june')]).toBe(endsWeakly);
    expect(automaton.ends[stateAfter('may')]).toBe(endsHere);
    expect(automaton.ends[stateAfter('ma')]).toBe(0);
  });
});
