import { type CraftedHeader, each, encode, fill, header, keptText, perFrame, word } from './crafted-header.ts';

const cleanedText = 0x00324000;

/** One element whose value is a text of one piece, repeated. */
function repeated(tag: number, vr: 'UT' | 'LT' | 'LO' | 'UN' | 'OB' | 'UC' | 'SH' | 'PN', piece: string) {
  return (bytes: number) =>
    header([{ tag, vr: vr === 'LO' || vr === 'SH' || vr === 'PN' ? 'UT' : vr, bytes: encode(fill(piece, bytes)) }]);
}

/** Texts, by what they are made of. */
export const craftedTexts: readonly CraftedHeader[] = [
  ['words', 'lesion of the left lobe seen by Planteder on 3 Jan 2011 '],
  ['one long word', 'x'],
  ['one long word of a name', 'planteder'],
  ['letters of a name over and over', 'plantedeplanted'],
  ['separators', ' - '],
  ['open brackets', '('],
  ['brackets in pairs', '(['],
  ['digits', '7'],
  ['digits in groups', '12-'],
  ['numbers and points', '1.'],
  ['months', 'jan 1 '],
  ['months without separators', 'apr18'],
  ['at signs', 'a@'],
  ['addresses without end', 'www.'],
  ['labels of numbers', 'id id '],
  ['capitals', 'aB'],
  ['one letter a word', 'a '],
  ['particles', 'van der '],
  ['accents', '\u00e9\u0301 '],
  ['Han characters', '\u5c71\u7530 '],
  ['escape sequences', '\u001b$B;3\u001b(B '],
  ['escape sequences of nothing', '\u001b\u001b'],
  ['words far apart', `head${' - '.repeat(3000)}neck `],
  ['brackets that stay open', `head ${'('.repeat(3000)} neck Planteder ${'(<'.repeat(1000)} head `],
  ['letters and NUL', 'a\u0000'],
  ['backslashes', 'a\\'],
].flatMap(([name = '', piece = '']) => [
  { name: `kept text of ${name}`, build: repeated(keptText, 'UT', piece) },
  { name: `cleaned text of ${name}`, build: repeated(cleanedText, 'UT', piece) },
  {
    name: `hundred texts of ${name}`,
    build: (bytes: number) =>
      header([
        {
          tag: perFrame,
          vr: 'SQ',
          items: each(100, (n) => [
            { tag: 0x00104000, vr: 'UT', bytes: encode(`${word(n)} ${fill(piece, Math.min(bytes / 100, 10_200))}`) },
          ]),
        },
      ]),
  },
]);
