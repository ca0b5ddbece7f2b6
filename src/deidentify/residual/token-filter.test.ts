import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identifier } from './identifier.ts';
import { createTextMatcher, indexIdentifiers } from './text-matcher.ts';
import { addToken, createTokenFilter, isFreeOf } from './token-filter.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const phrase = (text: string): Identifier => ({ label: text, text, match: 'phrase', isSearchedAsBytes: true });

describe('a token filter', () => {
  it.each<[string, boolean]>([
    ['a ROE b', false],
    ['roe', false],
    ['heroes', true],
    ['19640718123000', false],
    ['x19640718', true],
    ['', true],
    ['r\u00f6e', false],
    ['\u001b$B', false],
  ])('says of %j whether it is surely free of the tokens', (text, isFree) => {
    expect(isFreeOf(createTokenFilter(['roe', '19640718']), bytesOf(text))).toBe(isFree);
  });

  it('learns more tokens', () => {
    const filter = createTokenFilter([]);
    expect(addToken(filter, 'smith')).toBe(true);
    expect(addToken(filter, 'smith')).toBe(false);
    expect(isFreeOf(filter, bytesOf('Dr. Smith'))).toBe(false);
  });

  it('serves one file after the other, each with its own', () => {
    const shared = indexIdentifiers([phrase('Roe')]);
    const uids = Array.from({ length: 1000 }, (_, n) => `1.2.${1000 + n}.5`);
    const matchers = uids.map((uid) => createTextMatcher(shared, indexIdentifiers([phrase(uid)])));
    const missed = uids.filter((uid, n) => matchers[n]?.isFree(bytesOf(uid)));
    expect(missed).toEqual([]);
    expect(matchers.at(-1)?.isFree(bytesOf('AXIAL'))).toBe(true);
  });

  it('never calls a text free in which the search finds something', () => {
    const word = fc.constantFrom('Roe', 'JANE', '19640718', '123', '1.2.826.77.4', 'x9', 'Smith-Jones', 'de');
    const glue = fc.constantFrom(' ', '^', '-', '.', '', '7', '123000', '\\', '\u00e9');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.array(fc.tuple(word, glue)), (wanted, pieces) => {
        const text = pieces.flat().join('');
        const matcher = createTextMatcher(indexIdentifiers(wanted.map(phrase)));
        const isFound = matcher.search([text]).length > 0 || matcher.searchNumber(text).length > 0;
        if (isFound) expect(matcher.isFree(bytesOf(text))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
