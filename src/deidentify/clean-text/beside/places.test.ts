import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('names of stations made of words of imaging', () => {
  it.each([
    ['MR abdomen MRI-SKYRA-07 localizer', 'MR abdomen localizer'],
    ['Angio CATHLAB-B2 oblique', 'Angio oblique'],
    ['Fundus EYE-CLIN-02 OS', 'Fundus OS'],
    ['ct_scanner_03 abdomen', 'abdomen'],
    ['CT1-NOTAUFNAHME Thorax', 'Thorax'],
    ['FLUORO-ROOM-B 2 views', '2 views'],
    ['TAC-URG-1 abdomen', 'abdomen'],
    ['US-LOGIQ-4 thyroid', 'thyroid'],
    ['done on CT2, chest', 'done on, chest'],
    ['MRI3 trailer abdomen', 'abdomen'],
    ['TAC2 abdomen', 'abdomen'],
    ['chest, CT2', 'chest'],
    ['QAXGEO_CT1 chest', 'chest'],
    ['Skyra_Rm4_Tower phantom', 'phantom'],
    ['Prisma_Rm12', ''],
  ])('go: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    't2_tse_sag_p2_320',
    'CT_Head_2',
    'PET-CT',
    'AX-T1-3',
    'MR_flash_3',
    'XR-chest-2',
    'CT-2',
    'ANGIO-2',
    'CT1',
    'CT1_MR1',
    'CT2 phases',
    'CT1 MR2 fused',
    'brain_CT1',
  ])('but not those of series: %s', (text) => {
    expect(cleaned(text)).toBe(text);
  });
});

describe('names of places made of known words', () => {
  it.each([
    ['a saint', 'CT from St Elsewhere', 'CT'],
    ['a saint in Italian', 'RM Santa Croce encefalo', 'RM encefalo'],
    ['a club', 'MRI hamstring, Qaxley United', 'MRI hamstring'],
    ['a club behind its kind', 'Cheville, Stade Qaxousain', 'Cheville'],
    ['two words behind where it was', 'accident at Central Station', 'accident'],
    ['a hospital by an everyday word', 'chest, Community Hospital', 'chest'],
    ['a hospital by where it stands', 'Klinik am See Schulter', 'Klinik Schulter'],
    ['a hospital by its saint or sea', 'Hospital del Mar columna', 'Hospital columna'],
    ['which hospital', 'Hospital Central RX', 'RX'],
    ['which part of a hospital', 'Campus Mitte Thorax', 'Thorax'],
    ['a mountain', 'Mt Qaxburn, finger', 'finger'],
    ['a mountain of known words', 'Mt. Hope chest', 'chest'],
    ['a fort', 'Ft Worth knee', 'knee'],
  ])('takes %s out: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each(['ST elevation', 'St. Post OP', 'Outside Hospital', 'united fracture', 'Mt Fracture'])(
    'keeps what names nobody: %s',
    (text) => {
      expect(cleaned(text)).toBe(text);
    },
  );
});

describe('what belongs to a number that went', () => {
  it.each([
    ['File 22-4518/7, wrist', 'File, wrist'],
    ['Acc 8812-334/2 chest', 'Acc/chest'],
    ['exp. 12-C/44 chest', 'exp/chest'],
    ['3/52 infant skull', 'infant skull'],
  ])('goes: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});

describe('a word before what leads to a name', () => {
  it.each([
    ['Fell at Qaxter, wrist', 'Fell, wrist'],
    ['knee R for Dr Qaxler', 'knee R'],
  ])('is no part of it: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});

describe('names of companies made of known words', () => {
  it.each([
    ['what a company makes, behind its name', 'Qaxon Foods injury', 'injury'],
    ['two words', 'Panorex for Delta Dental', 'Panorex'],
    ['a word with a capital that is an operation in capitals', 'Smile Factory molar', 'molar'],
    ['a legal form', 'Orange plc Thorax', 'Thorax'],
    ['a legal form in German', 'Stein GmbH Hand', 'Hand'],
    ['a company of known words alone', 'Burger King fall, hip', 'fall, hip'],
  ])('take %s out: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    ['Siemens Healthineers GmbH', 'Siemens Healthineers GmbH'],
    ['US abdomen Ltd', 'US abdomen Ltd'],
    ['Dual Energy Chest', 'Dual Energy Chest'],
    ['Qaxler Dental CBCT', 'Dental CBCT'],
  ])('but nothing of an image: %s', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
