import { describe, expect, it } from 'vitest';
import { compoundTestOf, inflectionsOf, learnedWordTestOf } from './word-parts.ts';

describe('a learned word', () => {
  const isLearned = learnedWordTestOf({
    prefixes: 'a endo  hyper ',
    combining: 'chole gastro oto cyst',
    suffixes: 'graphy itis ',
    cyrillicCombining: 'гастро',
    cyrillicSuffixes: 'скопия',
  });

  it.each(['gastrography', 'cholecystitis', 'endogastroitis', 'hyperotocystitis', 'гастроскопия'])(
    'is made of known parts: %s',
    (word) => {
      expect(isLearned(word)).toBe(true);
    },
  );

  it.each([
    ['a name in front of a suffix', 'doegraphy'],
    ['a name in front of known parts', 'doegastrography'],
    ['a letter between known parts', 'gastroxcystography'],
    ['a name behind a known part', 'gastrodoe'],
    ['a name between two of them', 'gastrodoegraphy'],
    ['no suffix', 'gastrocyst'],
    ['a known part alone', 'gastro'],
    ['a suffix alone', 'graphy'],
    ['only parts that are too short to tell', 'otoitis'],
    ['a prefix that tells nothing, and a suffix', 'hypergraphy'],
    ['letters of another script', 'гастроgraphy'],
    ['Latin letters in front of a Cyrillic suffix', 'gastroскопия'],
  ])('is not made of %s', (_, word) => {
    expect(isLearned(word)).toBe(false);
  });
});

describe('a compound', () => {
  const inflections = inflectionsOf([{ endings: '- en', stems: 'punktion' }]);
  const isCompound = compoundTestOf({ de: 'knie gelenk punktion', fi: 'polvi' }, inflections);

  it.each(['kniegelenk', 'kniegelenkspunktion', 'gelenkpunktionen', 'kniepunktion'])('is known: %s', (word) => {
    expect(isCompound(word)).toBe(true);
  });

  it.each(['knie', 'kniedoe', 'doeknie', 'kniedoegelenk', 'kniexgelenk', 'polvignknie', 'gelenkspunktionx'])(
    'is not: %s',
    (word) => {
      expect(isCompound(word)).toBe(false);
    },
  );
});

describe('an inflected word', () => {
  const { accepts } = inflectionsOf([
    { endings: '- s', stems: 'scan lunge' },
    { endings: 'n', stems: 'lunge niere' },
  ]);

  it('has an ending of a class of its stem', () => {
    expect(['scan', 'scans', 'lunge', 'lunges', 'lungen', 'nieren'].every(accepts)).toBe(true);
    expect(['scann', 'niere', 'nieres', 'doen', 'lungenx', ''].some(accepts)).toBe(false);
  });
});
