import { describe, expect, it } from 'vitest';
import { splitWords } from '../split-words.ts';
import { isContrastStrength, isForMyelography } from './contrast-strengths.ts';

/** The words of a text of which something is true, by their own text. */
function wordsOf(text: string, is: typeof isContrastStrength): readonly string[] {
  const words = splitWords(text);
  return words.filter((_, at) => is(text, words, at)).map((word) => word.text);
}

describe('the strength of a contrast medium', () => {
  it.each(['Omnipaque 350', 'Omnipaque-350', '350 Omnipaque', 'Isovue-M 300', 'CT mit Imeron 350 ml'])(
    'is kept beside its name: %s',
    (text) => {
      expect(wordsOf(text, isContrastStrength)).toEqual([text.includes('300') ? '300' : '350']);
    },
  );

  it.each([
    ...['350', 'Doe 350', 'Omnipaque, 350', 'Omnipaque  350', 'Omnipaque Doe 350', 'Omnipaque 4711', '350, Omnipaque'],
    ...['350  Omnipaque', 'Doe-M 300', 'Isovue M 300'],
  ])('is no number elsewhere: %s', (text) => {
    expect(wordsOf(text, isContrastStrength)).toEqual([]);
  });
});

describe('the letter M', () => {
  it('is that of a medium for the spine with a hyphen behind its name, and nowhere else', () => {
    expect(wordsOf('Isovue-M 300', isForMyelography)).toEqual(['M']);
    for (const text of ['M', 'Isovue M', 'Isovue, M', 'Doe-M', 'M-Isovue', 'Isovue-N', 'Isovue-Doe']) {
      expect(wordsOf(text, isForMyelography), text).toEqual([]);
    }
  });
});
