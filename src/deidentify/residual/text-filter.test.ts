import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identifier } from './identifier.ts';
import { createTextMatcher, indexIdentifiers } from './text-matcher.ts';
import { valueIdentifiers } from './value-identifiers.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const none: ReadonlySet<string> = new Set();

function of(role: 'patient-name' | 'id' | 'date' | 'uid', value: string): readonly Identifier[] {
  const tag = { 'patient-name': 0x00100010, id: 0x00100020, date: 0x00100030, uid: 0x00080018 }[role];
  return valueIdentifiers({ role, tag, name: value, value, retainedTag: null }, none);
}

const matcherOf = (...identifiers: readonly Identifier[]) => createTextMatcher(indexIdentifiers(identifiers));

describe('the look before the search', () => {
  it.each<[string, boolean]>([
    ['a ROE b', false],
    ['roe', false],
    ['heroes', true],
    ['MrRoe', false],
    ['19640718123000', false],
    ['x19640718', false],
    ['18 July 64', false],
    ['July', true],
    ['', true],
    ['r\u00f6e', false],
    ['\u001b$B', false],
    ['padded\u0000', true],
    ['A\u0000B\u0000', false],
  ])('says of %j whether it is surely free', (text, isFree) => {
    const matcher = matcherOf(...of('patient-name', 'Roe'), ...of('date', '19640718'));
    expect(matcher.isFree(bytesOf(text))).toBe(isFree);
  });

  it('serves one file after the other, each with its own UIDs', () => {
    const shared = indexIdentifiers(of('patient-name', 'Roe'));
    const uids = Array.from({ length: 1000 }, (_, n) => `1.2.826.${1000 + n}.5`);
    const matchers = uids.map((uid) => createTextMatcher(shared, of('uid', uid)));
    expect(uids.filter((uid, n) => matchers[n]?.isFree(bytesOf(uid)))).toEqual([]);
    expect(uids.filter((uid, n) => matchers[n]?.search([uid]).join() !== uid)).toEqual([]);
    expect(matchers.at(-1)?.isFree(bytesOf('AXIAL'))).toBe(true);
  });

  it('never calls a text free in which the search finds something', () => {
    const wanted = fc.constantFrom(
      of('patient-name', 'Roe^Jane'),
      of('patient-name', 'Li^Wei'),
      of('patient-name', 'Smith-Jones^Maria'),
      of('date', '19640718'),
      of('id', '123'),
      of('id', 'X9-4711'),
      of('uid', '1.2.826.77.4'),
    );
    const word = fc.constantFrom(
      'Roe',
      'JANE',
      'Li',
      '19640718',
      '123',
      '1.2.826.77.4',
      'x9',
      '4711',
      'Smith',
      'Jul',
      '18',
      '64',
    );
    const glue = fc.constantFrom(' ', '^', '-', '.', '', '7', 'Mr', 'case ', '123000', '\\', '\u00e9', '\u0000');
    let found = 0;
    fc.assert(
      fc.property(fc.array(wanted, { minLength: 1 }), fc.array(fc.tuple(word, glue)), (identifiers, pieces) => {
        const text = pieces.flat().join('');
        const matcher = matcherOf(...identifiers.flat());
        if (matcher.search([text]).length === 0 && matcher.searchNumber(text).length === 0) return;
        found++;
        expect(matcher.isFree(bytesOf(text))).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
