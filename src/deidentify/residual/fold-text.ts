import { asciiDigits } from '../ascii-digits.ts';

/**
 * Text as the residual scan compares it: compatibility forms unified, accents and case gone. `É`, `é` and `E` are one
 * letter, half-width and full-width kana too, and digits of any script are the digits 0 to 9.
 */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const bare = asciiDigits(text.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase();
  // Composed again, or a Hangul syllable would match the beginning of another one.
  return bare.replace(/[æðøœßþđıł]/g, (letter) => undecomposed[letter] ?? letter).normalize('NFC');
}

/** Letters that are written without their stroke or as two, and that Unicode does not take apart. */
const undecomposed: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  đ: 'd',
  ı: 'i',
  ł: 'l',
};

/** The German and Nordic way to do without umlauts: `Müller` as `Mueller`. @returns the text itself where there is none. */
export function withoutUmlauts(text: string): string {
  return text.normalize('NFC').replace(/[äöüåø]/gi, (letter) => umlauts[letter.toLowerCase()] ?? letter);
}

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** The tokens of folded text: unbroken runs of letters and digits. */
export function tokensOf(folded: string): readonly string[] {
  return folded.match(isAscii(folded) ? asciiToken : anyToken) ?? [];
}

const asciiToken = /[a-z0-9]+/g;
const anyToken = /[\p{L}\p{N}]+/gu;

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** True when text has Han, kana or Hangul letters: scripts that write names without spaces. */
export function isEastAsian(text: string): boolean {
  return eastAsian.test(text);
}

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
