import { expect, it } from 'vitest';
import { cleaned } from '../../testing/nobody.ts';

it.each([
  ['a family name and the letter of a given one', 'Green, T. chest', 'chest'],
  ['a family name without a given one', 'Long^ head', 'head'],
  ['a hospital by what it is called', 'Klinik Stein MRT', 'MRT'],
  ['a hospital by what stands before', 'Brown Hospital CT', 'CT'],
  ['a doctor at whose practice it was', 'chez Blanc genou', 'chez genou'],
  ['a husband', 'wife of Stone chest', 'chest'],
  ['initials that are announced', 'initials MB lung', 'initials lung'],
  ['initials in small letters', 'tech: mb', 'tech'],
  ['an age behind a sex', 'male 64 chest', 'male chest'],
  ['an age behind a sex in another language', 'Frau, 71 Kopf', 'Kopf'],
  ['a date of birth by its figures', 'DOB 1 2 64', ''],
  ['a month and a year', '07/64 chest', 'chest'],
  ['a code with zeros in front', 'HC-03 dti', 'dti'],
  ['an accession code', 'acc A-99 knee', 'acc knee'],
  ['a subject in French', 'sujet 04 T1', 'sujet T1'],
  ['a family name that was a form of a short word', 'Kola Zade chest', 'chest'],
  ['a family name in Finnish', 'Kolari, Matti polvi', 'polvi'],
  ['a given name before a particle', 'Wil de Vries knie', 'knie'],
  ['a family name that is a word of German', 'Leiter Thorax', 'Thorax'],
  ['a family name in Russian', 'Кора грудь', 'грудь'],
  ['a given name in Han behind a family name', '山田希望 胸部', '胸部'],
  ['a given name in Chinese', '刘稳定 胸部', '胸部'],
  ['a given name in Hangul', '박 진행 흉부', '흉부'],
])('takes %s out', (_, text, expected) => {
  expect(cleaned(text)).toBe(expected);
});

it.each([
  'Thorax, L knee',
  'male pelvis',
  'hospital protocol',
  'acc3 T1',
  'TE-105',
  'tech: CT',
  'TR/TE 500/15',
  'head^routine',
  'sturz leiter',
  '胸部 稳定',
])('keeps %j, in which nobody is named', (text) => {
  expect(cleaned(text)).toBe(text);
});

it.each([
  ['manip cl, injection', 'manip, injection'],
  ['MER cl vu par JPM', 'MER vu par'],
  ['tech mb, chest', 'tech, chest'],
  ['tech ok, repeat', 'tech ok, repeat'],
  ['tech ct chest', 'tech ct chest'],
  ['Radiographer: 2 attempts', 'Radiographer: 2 attempts'],
])('takes small initials behind who made the images: %s', (text, expected) => {
  expect(cleaned(text)).toBe(expected);
});
