import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('words that say little of an image, beside what went', () => {
  it.each([
    ['a word of everyday language', 'Pine Qaxhollow Wisdom chest', 'chest'],
    ['the second part of a name behind a hyphen', 'Qaxler-Lima chest', 'chest'],
    ['a short word before a name', 'Tor Qaxvik mammografi', 'mammografi'],
    ['letters before a number', 'TAG 273952 abdomen', 'abdomen'],
    ['a letter joined to a code', 'E/2024/008812 Mamma', 'Mamma'],
    ['the first word of a name with a particle', 'Cabeza de Qaxa RX cadera', 'RX cadera'],
    ['an abbreviation that is written as a name', 'Pet Qaxigo tórax', 'tórax'],
    ['initials at the end of a clause', 'scanned by alc', 'scanned'],
    ['initials behind what was done', 'checked MK, good SNR', 'checked, good SNR'],
    ['where something comes from', 'images from Winter, knee', 'images, knee'],
    ['what somebody is called, in quotation marks', '"Trauma Qulu" CT', 'CT'],
    ['the number of a device', 'Gerät CT3 Topogramm', 'Gerät Topogramm'],
  ])('takes %s out: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    ['Qaxler MRI head', 'MRI head'],
    ['Qaxler PET', 'PET'],
    ['MR Qaxler Head', 'MR Head'],
    ['Crohn disease', 'Crohn disease'],
    ['images from PACS', 'images from PACS'],
    ['called to ICU', 'called to ICU'],
    ['Sag T2', 'Sag T2'],
  ])('keeps what is imaged: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});

describe('numbers in a text that told somebody or a place', () => {
  it.each([
    ['RX torace reparto Med 2 letto 11', 'RX torace reparto Med letto'],
    ['Qaxler knee II', 'knee'],
    ['Qaxler, left 5, knee', 'left, knee'],
  ])('go where nothing says what they count: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    ['Qaxler knee 2 views', 'knee 2 views'],
    ['Qaxler grade 2', 'grade 2'],
    ['Qaxler visit 3', 'visit 3'],
    ['Qaxler brain 12%', 'brain 12%'],
    ['knee 2', 'knee 2'],
  ])('stay where a word says it, or nobody was told: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
