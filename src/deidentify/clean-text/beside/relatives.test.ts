import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('a name behind a relative, whatever else it means', () => {
  it.each([
    ['Spanish', 'esposa Conchi, pecho', 'pecho'],
    ['English', 'husband Art, chest', 'chest'],
    ['Italian', 'marito Primo torace', 'torace'],
    ['Portuguese', 'marido Justo tórax', 'tórax'],
    ['French', 'conjoint Constant, genou', 'genou'],
    ['German', 'Tochter Linde Thorax', 'Thorax'],
    ['Czech', 'dcera Nela RTG', 'RTG'],
    ['Turkish', 'oğlu Can toraks', 'toraks'],
    ['Finnish', 'vaimo Lumi polvi', 'polvi'],
    ['Swedish', 'syster Viola lungor', 'lungor'],
    ['Dutch', 'dochter Fleur knie', 'knie'],
    ['Polish', 'córka Kalina klatka', 'klatka'],
    ['Russian', 'дочь Роза грудь', 'грудь'],
    ['Greek', 'κόρη Ελπίδα θώρακας', 'θώρακας'],
    ['brackets behind the name', 'Joy (wife) chest', 'chest'],
    ['a word that leads with its colon', 'owner: Day, chest', 'chest'],
  ])('goes in %s: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each(['far Lateral approach', 'zona Lumbar', 'TIA Left hemiparesis'])(
    'is not what the word means of an image: %s',
    (text) => {
      expect(cleaned(text)).toBe(text);
    },
  );

  it.each([
    ['Mutter Mammakarzinom', 'Mammakarzinom'],
    ['mother Alzheimer disease', 'Alzheimer disease'],
  ])('is not a disease in the family: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    ['mother Breast cancer', 'Breast cancer'],
    ['uncle Prostate ca', 'Prostate ca'],
    ['mother Grace, breast cancer', 'breast cancer'],
  ])('before a disease in the family is followed by no name: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
