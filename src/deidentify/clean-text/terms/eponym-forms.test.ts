import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('a score, sign, view, operation or disease with the name of a person', () => {
  it.each([
    'XR ankle Weber B cast check',
    'Gips ab, Kontrolle Weber B',
    'core bx Gleason 4+3',
    "Barrett's Prague C2M5, Seattle bx",
    'US GB, Murphy neg',
    'Eco abdominal: colelitiasis, Murphy +',
    'post Whipple CT abdomen',
    'CT nach Billroth, Anastomose',
    'CT ?Crohn flare',
    "CT abdomen, Crohn's, flare",
    'MRT Sellink, M. Crohn',
    'known Parkinson',
    "XR Smith's # wrist",
    'Hodgkin Ann Arbor IIB interim PET',
    "XR Towne's skull",
    'Harris axial heel + Broden 30',
    'scoliosis Cobb 34 deg',
    'Bone age Greulich and Pyle',
    'Vancouver B2 periprosthetic femur',
    'XR hip Garden III NOF',
    'TACE within Milan',
    'CXR Hickman tip',
    'Child B cirrhosis',
  ])('stays in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    'colonoscopy Boston 2-3-2',
    'BBPS 3-3-3 colonoscopy',
    'pancreatitis, MCTSI 8/10',
    'CT pancreas, CA19-9 raised',
    'CA-125 normal',
    'HFA 24-2 OS',
    'GP Tanner 3 bone age',
    'Hunt and Hess 3',
    'HSA Fisher 3',
    'XR knee, OA KL 3',
    'FIGO IB2',
    'fetal EFW 1800g',
  ])('keeps the numbers of %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a town and a day', 'Boston 2-3-2 knee', 'knee'],
    ['a title', 'Dr Boston 2-3-2', ''],
    ['a senior physician', 'OA KL knee', 'knee'],
    ['a name with a number', 'Tanner 3 knee', 'knee'],
  ])('takes %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    ['what a type needs', 'CT head Weber B', 'CT head'],
    ['a title', 'Dr Gleason 7', '7'],
    ['a name before it', 'John Garden III NOF', 'NOF'],
    ['who did it', 'scan by Murphy pos', 'scan pos'],
    ['a name behind it', '?Crohn Maria', ''],
    ['a place', 'from Vancouver B2 femur', 'B2 femur'],
    ['an initial that may be one', 'M. Parkinson knee', 'knee'],
    ['a sign or an end behind the genitive', "Behcet's car", 'car'],
    ['two people', 'Murphy + Smith CT', 'CT'],
  ])('goes beside or without %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
