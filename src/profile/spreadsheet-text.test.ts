import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSpreadsheetText, toSpreadsheetText } from './spreadsheet-text.ts';

/** Text made of what matters here, mostly. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[=+\-@＝＋－＠﹣\t\r\n\u2028\u200b ",;|:'a]*$/),
);

describe('toSpreadsheetText', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-12', "'-12"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1', "'＝1"],
    ['﹣1', "'﹣1"],
    [' =1', "' =1"],
    ['"=1', `'"=1`],
    ['\u200b=1', "'\u200b=1"],
    ['\ttext', "'\ttext"],
    ['\t=1', "'\t'=1"],
    ["x;=cmd|'/C calc'!A0", "x;'=cmd|'/C calc'!A0"],
    ['x,@SUM(A1)', "x,'@SUM(A1)"],
    ['x\t+1', "x\t'+1"],
    ['x\n-1', "x\n'-1"],
    ['x;"=1', `x;'"=1`],
    ['x; =1', "x;' =1"],
    ["'=1", "''=1"],
    ['John -Smith', 'John -Smith'],
    ['a=1', 'a=1'],
    ['2004-05', '2004-05'],
  ])('writes %j as %j', (text, cell) => {
    expect(toSpreadsheetText(text)).toBe(cell);
  });

  it('lets no piece start as a formula, whatever parts the cells', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const piece of toSpreadsheetText(text).split(/[,;|:\t\r\n\v\f\u0085\u2028\u2029]/)) {
          expect(piece.replaceAll(/[\s"\p{Cc}\p{Cf}]/gu, '')).not.toMatch(/^[=+\-@＝＋－＠﹦﹢﹣﹫]/);
        }
      }),
    );
  });

  it('can be taken back', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(fromSpreadsheetText(toSpreadsheetText(text))).toBe(text);
      }),
    );
  });

  it('takes as long as the text is', () => {
    for (const unit of ['\n', ';', ' ', '"', ';=', "'"]) {
      const text = unit.repeat(1_000_000);
      expect(fromSpreadsheetText(toSpreadsheetText(text))).toBe(text);
    }
  });
});
