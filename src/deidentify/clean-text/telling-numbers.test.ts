import { describe, expect, it } from 'vitest';
import { cleaned } from '../../testing/nobody.ts';

describe('years, codes and names that nothing in the header says', () => {
  it.each([
    ...['1954 sag', '2015 AX', '1987 MD', '1954 st', '1954 in', '1954 el', '2015 vol', '1954 %', 'SAG 1954'],
    ...['T2 tra 1964', 'iso 1964', 'max 1964', 'by 1954', '1987brain', 'sag1954'],
  ])('%s keeps no year', (text) => {
    expect(cleaned(text)).not.toMatch(/(?:19|20)\d\d/);
  });

  it.each([
    ['knee 14h30', 'knee'],
    ['knee 7H05', 'knee'],
    ['14h30 knee 9h15', 'knee'],
    ['knee 3 pm', 'knee'],
    ['knee 11am', 'knee'],
    ['knee in her 60s', 'knee in'],
    ['knee, early 40s', 'knee'],
    ["knee, his 50's", 'knee'],
    ['Knie 86 J', 'Knie'],
    ['Knie 45 J links', 'Knie links'],
  ])('%s keeps no time of day and no age', (text, kept) => {
    expect(cleaned(text).replaceAll(/[\s,]+$/g, '')).toMatch(new RegExp(`^${kept}`));
    expect(cleaned(text)).not.toMatch(/\d/);
  });

  it.each(['0718 sag T2', 'by 0718', 'cor 0718', '0718knee', 'rad 4711', 'st 4711', 'by 4711', 'HC10', 'HC12'])(
    '%s keeps no code',
    (text) => {
      expect(cleaned(text)).not.toMatch(/0718|4711|HC1/);
    },
  );

  it.each([
    ['ED 14 chest', 'ED chest'],
    ['ITS 2 Thorax', 'ITS Thorax'],
    ['NICU 12 chest', 'NICU chest'],
    ['os. 4B keuhkot', 'os keuhkot'],
    ['Milten er 12 cm', 'Milten er 12 cm'],
    ['ED: 14 chest', 'ED chest'],
    ['ER 3. Thorax', 'ER Thorax'],
  ])('%s keeps no number of a ward', (text, kept) => {
    expect(cleaned(text)).toBe(kept);
  });

  it.each([
    ...['its 2 lobes', 'os 2 lobes', 'MILTEN ER 12 CM', 'NYRE ER 11-12 CM', 'LEVER ER 3 X 4 CM', 'TUMOR ER 2,4 CM'],
    ...['ER 90% HER2 neg', 'os. 4 cm', 'CHEST STAT 2 VIEWS', 'Clinic 2 view', 'ITS 2 LOBES', 'DIAMETRO MAGGIORE 12 MM'],
    ...['TORACE ED 2 PROIEZIONI', 'ASSE MAGGIORE 12 MM', 'TRAUMA MAGGIORE'],
  ])('%s keeps its number, which is no ward', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['Cedar Falls chest', 'chest'],
    ['CEDAR POINT CHEST', 'CHEST'],
    ['Point of care US', 'Point of care US'],
    ['recurrent falls', 'recurrent falls'],
    ['T. Grey knee', 'knee'],
    ['Grey scale US', 'Grey scale US'],
    ['Osp. Maggiore cranio', 'cranio'],
  ])('%s keeps no part of a place or a name', (text, kept) => {
    expect(cleaned(text)).toBe(kept);
  });

  it.each(['CT head Wang Li', 'by Wang', 'Ref: Wang', 'CT Kammerer', 'MRT Knie Nägele', 'RÃº brain'])(
    '%s keeps no name',
    (text) => {
      expect(cleaned(text)).not.toMatch(/Wang|Li\b|Kammerer|Nägele|RÃ/);
    },
  );

  it.each([
    'TR 2000',
    'TE 1950',
    'b 2000',
    '2000 ms',
    'TR2000',
    'b1000',
    '256 x 256',
    'W 2000 L 500',
    'Hc44f',
    '12 mm',
  ])('%s stays', (text) => {
    expect(cleaned(text)).toBe(text);
  });
});
