import { describe, expect, it } from 'vitest';
import { latin } from '../../testing/codestreams.ts';
import { createByteMatcher } from './byte-matcher.ts';

const matcherOf = (...texts: readonly string[]) =>
  createByteMatcher(texts.map((text) => ({ bytes: latin(text), label: text })));

describe('a search for many patterns of bytes', () => {
  it('finds each of them once, wherever it stands, one inside of another too', () => {
    const { search } = matcherOf('doe jane', 'jane', '4711-x');
    expect([...search(latin('..doe jane.. jane 4711-x'))].sort()).toEqual(['4711-x', 'doe jane', 'jane']);
    expect(search(latin('nothing of them: jan 4711 -x'))).toEqual([]);
  });

  it('takes letters from A to Z in either case, and no other byte for another', () => {
    const { search } = matcherOf('AZaz');
    expect(search(latin('zaZAZ azAZ'))).toEqual(['AZaz']);
    for (const [pattern, text] of [
      ['@[`{', '`{@['],
      ['[doe', '{doe'],
      ['@doe', '`doe'],
      ['\xc4doe', '\xe4doe'],
    ] as const) {
      expect(matcherOf(pattern).search(latin(text)), pattern).toEqual([]);
      expect(matcherOf(pattern).search(latin(pattern)), pattern).toEqual([pattern]);
    }
  });

  it('passes over patterns of fewer than four bytes, which stand anywhere by chance', () => {
    expect(matcherOf('doe', 'ann', 'jane').search(latin('doe ann jane'))).toEqual(['jane']);
    expect(matcherOf('doe').search(latin('doe'))).toEqual([]);
    expect(matcherOf().search(latin('doe'))).toEqual([]);
  });
});
