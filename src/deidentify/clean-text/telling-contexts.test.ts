import { expect, it } from 'vitest';
import { buildDataset } from '../../testing/build-dataset.ts';
import { cleanText } from './clean-text.ts';
import { patientWordsOf } from './patient-words.ts';

const nobody = patientWordsOf(buildDataset([{ tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] }]));

it.each([
  ['a name before a degree', 'abdomen Singleton PA-C', 'abdomen PA-C'],
  ['a name before a licence', 'spine Chambers, RN', 'spine'],
  ['who did it', 'CT read by Chambers', 'CT read'],
  ['whom it was told', 'discussed with Gray', 'discussed with'],
  ['a short title in German', 'Fr. Arm Hand', 'Hand'],
  ['a colleague', 'Kollege Herz Thorax', 'Thorax'],
  ['initials in Cyrillic', 'Иванченко О.В. МРТ', 'МРТ'],
  ['an initial in Cyrillic', 'Иванченко О. МРТ', 'МРТ'],
  ['a short word between two names', 'Qwang Thi Quoa chest', 'chest'],
  ['a given name in Hangul behind a family name', '한 지연 흉부', '흉부'],
  ['two kana in a row', 'とも 胸部', '胸部'],
  ['a town before the word for a hospital', 'Bath Clinic CT', 'CT'],
  ['a town that somebody came from', 'CT from Reading', 'CT'],
])('takes %s out', (_, text, expected) => {
  expect(cleanText(text, nobody).text).toBe(expected);
});

it.each([
  ['a street in English', 'knee 22 Maple Avenue', 'knee'],
  ['a street in German', 'Knie Lindenstraße 12', 'Knie'],
  ['a street in Romance languages', 'genou rue de Qivoli 12', 'genou'],
  ['the name of a ward', 'torace reparto B2', 'torace reparto'],
  ['the number of a ward and bed', '4N-22 chest', 'chest'],
  ['a code of letter and numbers', 'B3-14 abdomen', 'abdomen'],
  ['a code with a letter behind', 'QX-7781-B knee', 'knee'],
  ['a room by its word', 'Lab 3 Herz', 'Herz'],
  ['a flat', 'apt 12 knee', 'apt knee'],
  ['a date with spaces', '복부 2018. 7. 4.', '복부'],
  ['a date with slashes and spaces', 'Kopf 4 / 7 / 2018', 'Kopf'],
  ['the letter of the sex before an age', 'F 34Y pelvis', 'pelvis'],
  ['the letter of the sex behind an age', 'pelvis 34Y F', 'pelvis'],
  ['an age as an adjective', '70-летняя колено', 'колено'],
  ['a decade of life', 'smoker in his 50s', 'in his'],
  ['an age in a language of none of the lists', 'chest 54 xyzzyq', 'chest'],
  ['an age in Albanian', '54 vjeç chest', 'chest'],
  ['a date with of', 'brain 6 of May 2018', 'brain'],
  ['days from and to', 'Thorax 5.-7.6.21', 'Thorax'],
  ['a short month between numbers', 'tórax 9-ago-17', 'tórax'],
  ['a short month in German', 'Knie 03. Mär 19', 'Knie'],
  ['an age as an adjective in Ukrainian', '14-річний chest', 'chest'],
  ['a weekday behind a date', '8/11 fri knee', 'knee'],
  ['a bed behind a ward', '3A-12 chest', 'chest'],
  ['a bed of intensive care', 'tórax uci 6', 'tórax uci'],
  ['who dictated and typed', 'dictated jb/mt', 'dictated'],
  ['months of age', 'hip 3 months old', 'hip'],
  ['a name by its capital alone', 'Young chest', 'chest'],
  ['a name that only a capital tells', 'solicita Campos RM próstata', 'RM próstata'],
  ['the given name behind a comma', 'Hansen, Ole lunger', 'lunger'],
  ['a number behind an unknown word', 'ГКБ 15 лёгкие', 'лёгкие'],
  ['an age behind a name', 'Qwfpgj, 83, chest', 'chest'],
  ['the code of a study', 'HD-12 baseline MRT', 'baseline MRT'],
  ['the code of a subject', 'AB-017 brain', 'brain'],
  ['a floor', '4th floor chest', 'chest'],
  ['a pair of numbers that is no part of a whole', '6/2 follow up chest', 'follow up chest'],
  ['a short date behind a preposition', 'drain du 3/9', 'drain du'],
  ['a short month and a year', 'com out/2021', 'com'],
  ['a room by its abbreviation', 'os. 7 keuhkot', 'os keuhkot'],
  ['an age by its letter', '70 a cadera', 'cadera'],
  ['a bed in Chinese', '床12 胸部', '胸部'],
])('takes %s out', (_, text, expected) => {
  expect(cleanText(text, nobody).text.replace(/^(?:Lab|smoker) /, '')).toBe(expected);
});

it.each([
  'L4-5 disc',
  'C5-6, T11-12',
  'MRS Brain',
  'follow up in 12 months',
  'Kontrolle in 3 Wochen',
  'delay 40s',
  '20G antecubital',
  'CTV_Tonsil_5400',
  'TR/TE 500/15',
  'T2 FLAIR PA',
  'with contrast',
  'called to ICU',
  'CT of Chest PA',
  '骨折を認めません',
  '肺の陰影',
  'PARKINSON protocol MD map',
  'V/Q SPECT',
  'Tiny nonobstructing stone',
  'Colangiorresonancia',
  'CT/MR fusion',
  'brain 3 T1',
  'White matter lesion',
  'LONG AXIS CINE',
  'Circle of Willis TOF',
  'Stone protocol',
  'Mícha',
  'Crâne face profil',
  'TI-150 TE-30',
  'ca. 5 mm',
  'series 2/3',
])('keeps %j, in which nobody is named', (text) => {
  expect(cleanText(text, nobody).text).toBe(text);
});

it.each(['PTV_2020', 'CTV_Qwert_4711', 'PTV_1964'])('%s keeps no number that is no dose', (text) => {
  expect(cleanText(text, nobody).text).not.toMatch(/\d{4}/);
});
