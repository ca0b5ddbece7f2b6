import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText, isKnownCharacterSet } from './character-set.ts';
import type { Vr } from './vr.ts';

const esc = '\u001b';

/** One byte a character, so that tables can be written with escapes. */
function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Examples of PS3.5 annexes H, I, J and K, as printed there. */
const printedExamples: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    'H.3.1 Japanese, value 1 empty',
    ['', 'ISO 2022 IR 87'],
    `Yamada^Tarou=${esc}$B;3ED${esc}(B^${esc}$BB@O:${esc}(B=${esc}$B$d$^$@${esc}(B^${esc}$B$?$m$&${esc}(B`,
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'H.3.2 Japanese, value 1 ISO 2022 IR 13',
    ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
    `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${esc}$B;3ED${esc}(J^${esc}$BB@O:${esc}(J=${esc}$B$d$^$@${esc}(J^${esc}$B$?$m$&${esc}(J`,
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
  ],
  [
    'I.2 Korean',
    ['', 'ISO 2022 IR 149'],
    `Hong^Gildong=${esc}$)C\xfb\xf3^${esc}$)C\xd1\xce\xd4\xd7=${esc}$)C\xc8\xab^${esc}$)C\xb1\xe6\xb5\xbf`,
    'Hong^Gildong=洪^吉洞=홍^길동',
  ],
  [
    'J.1 Chinese in UTF-8',
    ['ISO_IR 192'],
    'Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1',
    'Wang^XiaoDong=王^小東',
  ],
  ['J.3 Chinese in GB18030', ['GB18030'], 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab', 'Wang^XiaoDong=王^小东'],
  [
    'K.2 Chinese by code extension',
    ['', 'ISO 2022 IR 58'],
    `Zhang^XiaoDong=${esc}$)A\xd5\xc5^${esc}$)A\xd0\xa1\xb6\xab`,
    'Zhang^XiaoDong=张^小东',
  ],
];

describe('decodeText', () => {
  it.each(printedExamples)('reads the example %s', (_, characterSets, bytes, text) => {
    expect(decodeText(bytesOf(bytes), characterSets, 'PN')).toBe(text);
  });

  it.each([
    ['ISO_IR 100', '\xc4neas', 'Äneas'],
    ['ISO_IR 101', 'Wa\xb3\xeasa', 'Wałęsa'],
    ['ISO_IR 109', '\xa6al', 'Ĥal'],
    ['ISO_IR 110', '\xd3uris', 'Ķuris'],
    ['ISO_IR 126', '\xc4\xe9\xef', 'Διο'],
    ['ISO_IR 127', '\xe2\xc8\xc7', 'قبا'],
    ['ISO_IR 138', '\xf9\xf8\xe5', 'שרו'],
    ['ISO_IR 144', '\xbb\xee\xda', 'Люк'],
    ['ISO_IR 148', '\xdcm\xfdt', 'Ümıt'],
    ['ISO_IR 166', '\xca\xc1\xaa', 'สมช'],
    ['ISO_IR 203', '\xa4\xbcuvre', '€Œuvre'],
    ['ISO_IR 13', '\xd4\xcf\xc0\xde', 'ﾔﾏﾀﾞ'],
    ['ISO_IR 192', '\xc3\x84', 'Ä'],
    ['GBK', '\xcd\xf5', '王'],
  ])('reads %s', (characterSet, bytes, text) => {
    expect(decodeText(bytesOf(bytes), [characterSet], 'LO')).toBe(text);
  });

  it.each(['ISO_IR 100', 'ISO_IR 148', 'ISO_IR 166', 'ISO 2022 IR 100', ''])(
    'reads 80-9F as control characters in "%s", not as a Windows code page',
    (characterSet) => {
      expect(decodeText(bytesOf('\x80\x92\x9f'), [characterSet], 'LO')).toBe('\u0080\u0092\u009f');
    },
  );

  it('returns to the sets of value 1 after a backslash and a line end, in names also after ^ and =', () => {
    const sets = ['ISO 2022 IR 100', 'ISO 2022 IR 144'];
    expect(decodeText(bytesOf(`${esc}-L\xbb\\\xc4`), sets, 'LO')).toBe('Л\\Ä');
    expect(decodeText(bytesOf(`${esc}-L\xbb\\\xbb`), sets, 'LT')).toBe('Л\\Л');
    for (const end of ['\r', '\n', '\f', '\t']) {
      expect(decodeText(bytesOf(`${esc}-L\xbb${end}\xc4`), sets, 'LT')).toBe(`Л${end}Ä`);
    }
    expect(decodeText(bytesOf(`${esc}-L\xbb^\xc4=\xc4`), sets, 'PN')).toBe('Л^Ä=Ä');
    expect(decodeText(bytesOf(`${esc}-L\xbb^\xbb`), sets, 'LO')).toBe('Л^Л');
  });

  it('does not take 5C, 5E or 3D within a two-byte character for a delimiter', () => {
    const bytes = bytesOf(`${esc}$B0\\0^0=${esc}(B`);
    expect(decodeText(bytes, ['', 'ISO 2022 IR 87'], 'PN')).toBe('移緯綾');
  });

  it('reads Shift-JIS under the name of its single-byte part', () => {
    expect(decodeText(bytesOf('\x8eR\x93c^\x91\xbe\x98Y\\\x94\\'), ['ISO_IR 13'], 'PN')).toBe('山田^太郎\\能');
  });

  it('reads JIS X 0201 with a yen sign and an overline, but 5C between values as what it is', () => {
    expect(decodeText(bytesOf('a\\b~\x1a'), ['ISO_IR 13'], 'LT')).toBe('a\u00a5b\u203e\u001a');
    expect(decodeText(bytesOf('a\\b~'), ['ISO_IR 13'], 'LO')).toBe('a\\b\u203e');
  });

  it('reads the text VRs only by character set', () => {
    expect(decodeText(bytesOf('\xd0\x9b'), ['ISO_IR 192'], 'LO')).toBe('Л');
    expect(decodeText(bytesOf('\xd0\x9b'), ['ISO_IR 192'], 'CS')).toBe('\u00d0\u009b');
  });

  it('makes U+FFFD of what it cannot read, and never throws', () => {
    expect(decodeText(bytesOf('a\xff'), ['ISO_IR 192'], 'LO')).toBe('a\ufffd');
    expect(decodeText(bytesOf('a\xff'), ['ISO_IR 999'], 'LO')).toBe('a\ufffd');
    expect(decodeText(bytesOf(`a${esc}!!b`), ['ISO 2022 IR 100'], 'LO')).toBe('a\ufffd!!b');
    expect(decodeText(bytesOf(`${esc}$B0`), ['', 'ISO 2022 IR 87'], 'LO')).toBe('\ufffd');
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.constantFrom(...allCharacterSets),
        fc.constantFrom<Vr>('PN', 'LO', 'LT'),
        (...args) => {
          expect(typeof decodeText(...args)).toBe('string');
        },
      ),
      { numRuns: 3000 },
    );
  });
});

const allCharacterSets: readonly (readonly string[])[] = [
  [],
  ...[100, 101, 109, 110, 126, 127, 138, 144, 148, 166, 203, 13, 192].map((number) => [`ISO_IR ${number}`]),
  ['GB18030'],
  ['GBK'],
  ...[87, 159, 149, 58, 144].map((number) => ['', `ISO 2022 IR ${number}`]),
  ['ISO 2022 IR 13', 'ISO 2022 IR 87', 'ISO 2022 IR 159'],
  ['ISO 2022 IR 100', 'ISO 2022 IR 144', 'ISO 2022 IR 126', 'ISO 2022 IR 149'],
];

describe('encodeText', () => {
  it.each(printedExamples)('writes the example %s', (_, characterSets, bytes, text) => {
    expect(encodeText(text, characterSets, 'PN')).toEqual(bytesOf(bytes));
  });

  it('writes ASCII in every character set', () => {
    for (const sets of allCharacterSets) expect(encodeText('ANON^1=', sets, 'PN')).toEqual(bytesOf('ANON^1='));
  });

  it('refuses a character that the character set lacks', () => {
    expect(encodeText('Ä', [], 'LO')).toBeNull();
    expect(encodeText('Ж', ['ISO_IR 100'], 'LO')).toBeNull();
    expect(encodeText('Ä', ['ISO_IR 999'], 'LO')).toBeNull();
    expect(encodeText('Ä', ['ISO_IR 192'], 'CS')).toBeNull();
    expect(encodeText('\ud800', ['ISO_IR 192'], 'LO')).toBeNull();
    expect(encodeText(`a${esc}$B`, ['', 'ISO 2022 IR 87'], 'LO')).toBeNull();
  });

  it('refuses a tilde, and a backslash in text, in JIS X 0201, which has neither', () => {
    expect(encodeText('a~', ['ISO_IR 13'], 'LO')).toBeNull();
    expect(encodeText('a\\b', ['ISO_IR 13'], 'LT')).toBeNull();
    expect(encodeText('a\\b', ['ISO_IR 13'], 'LO')).toEqual(bytesOf('a\\b'));
    expect(encodeText('¥', ['ISO_IR 13'], 'LT')).toEqual(bytesOf('\\'));
    expect(encodeText('¥', ['ISO_IR 13'], 'LO')).toBeNull();
  });

  it('uses other sets only when code extensions are declared', () => {
    expect(encodeText('ÄЖ', ['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'LO')).toEqual(bytesOf(`\xc4${esc}-L\xb6`));
    expect(encodeText('山', ['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'LO')).toBeNull();
  });

  it('gives bytes that decode to the same text, or null', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ ^=\\~\r\n¥ÄłЖΔقשส€ﾔ山田やま홍길동王张东Ķ\u0085\ufffd😀') });
    let written = 0;
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...allCharacterSets),
        fc.constantFrom<Vr>('PN', 'LO', 'LT'),
        (value, sets, vr) => {
          const bytes = encodeText(value, sets, vr);
          if (bytes !== null) {
            written++;
            expect(decodeText(bytes, sets, vr)).toBe(value);
          }
        },
      ),
      { numRuns: 5000 },
    );
    expect(written).toBeGreaterThan(500);
  });
});

describe('isKnownCharacterSet', () => {
  it.each(['', 'ISO_IR 100', 'ISO 2022 IR 87', 'GB18030', 'ISO_IR 192', 'ISO-IR 100', 'iso_ir 203'])(
    'knows "%s"',
    (term) => {
      expect(isKnownCharacterSet(term)).toBe(true);
    },
  );

  it.each(['ISO_IR 999', 'KOI8-R', 'ISO 8859-1'])('does not know "%s"', (term) => {
    expect(isKnownCharacterSet(term)).toBe(false);
  });
});
