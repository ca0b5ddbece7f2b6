import { expect, it } from 'vitest';
import { buildDataset } from '../../testing/build-dataset.ts';
import { cleanText } from './clean-text.ts';
import { findHazards } from './find-hazards.ts';
import { patientWordsOf } from './patient-words.ts';

const nobody = patientWordsOf(buildDataset([{ tag: 0x00080060, vr: 'CS', values: ['MR'] }]));

it.each([
  ['an age in Finnish', 'kolmekymmentäviisi vuotta polvi', 'polvi'],
  ['an age in Italian', 'sessantadue anni torace', 'torace'],
  ['an age in German', 'zweiundsechzig Jahre Thorax', 'Thorax'],
  ['an age in Swedish', 'trettiotvå år knä', 'knä'],
  ['an age in Polish', 'sześćdziesiąt dwa lata guz', 'guz'],
  ['an age with points', 'ninety-five y.o. chest', 'chest'],
  ['an age with spaces', 'eighty-one y o chest', 'chest'],
  ['an age with a capital', '86 J Thorax', 'Thorax'],
  ['the age of a child behind a word of time', 'after two years old hip', 'after hip'],
  ['a day with two words', 'June twenty-first nineteen fifty-two hip', 'hip'],
  ['a day in French', 'vingt-deux mars genou', 'genou'],
  ['an age behind its word', 'Patient aged sixty two, hip', 'Patient, hip'],
  ['a bed in words', 'bed seven chest', 'bed chest'],
  ['a room in words', 'room twelve chest', 'room chest'],
  ['a side of a ward', 'side B chest', 'side chest'],
  ['a day beside another examination', 'f/u CT 1/9', 'f/u CT'],
  ['years before their number in Polish', 'lat 63 guz nerki', 'lat guz nerki'],
  ['years before their number', 'knee years: 64', 'knee years'],
  ['years before their number in Polish, without another word of it', 'lat 63', 'lat'],
  ['a home', 'lives at 77 Birchwood Ct, fell', 'at, fell'],
  ['a home in Swedish', 'bor på Storgatan 4, huvud', 'bor på, huvud'],
  ['a home in Russian', 'проживает Лесная 4, колено', 'колено'],
  ['an employer that makes devices', 'arbeitet bei Siemens, Hand', 'bei, Hand'],
  ['an employer of everyday words', 'works for Long Stone, hand', 'works for, hand'],
  ['a school', 'Grundschule Am Anger, Arm', 'Arm'],
  ['a school by its kind', 'White Oak Elementary, arm', 'arm'],
  ['a nickname that is a word of imaging', 'goes by Skip, hip', 'goes by, hip'],
  ['a nickname in French', 'surnommé Petit, hanche', 'hanche'],
  ['a practice by its place', 'Praxis am Markt, Knie', 'Praxis am, Knie'],
  ['a clinic by its place', 'clinique du Parc, genou', 'clinique du, genou'],
  ['the day behind the name of one', 'seen Tuesday the 9th, liver', 'seen the, liver'],
  ['the day behind the name of one in French', 'mardi 9, foie', 'foie'],
  ['a day by its number', 'seen on the 9th for pain', 'seen on the for pain'],
  ['a bed in Korean', '2번 침대 흉부', '흉부'],
  ['a bed in Japanese', 'ベッド2 胸部', '胸部'],
  ['a place in Swedish', 'plats 2 lungröntgen', 'plats lungröntgen'],
  ['the letter of a place', 'curtain C abdomen', 'abdomen'],
  ['the arm of a trial', 'Arm B Baseline', 'Arm Baseline'],
  ['the year behind a month in Spanish', 'nacido el 3 de abril del 58, codo', 'codo'],
  ['a year of birth', 'Jahrgang 58, Knie', 'Knie'],
  ['a year of birth in Italian', 'nata nel 58, ginocchio', 'nel, ginocchio'],
  ['a street in Portuguese', 'mora na Rua das Flores 30', 'na'],
  ['a code with a letter behind', '12345678-Z knee', 'knee'],
  ['a code of mixed groups', '1EG4-TE5-MK73 knee', 'knee'],
  ['the tag of a device', 'RAD-00871 detector', 'detector'],
  ['a code of the post', 'SW1A 1AA chest', 'chest'],
  ['a code of an insurance', 'AB 12 34 56 C knee', 'knee'],
  ['the age of a newborn', 'neonate 3 weeks, obstetric palsy', 'neonate, obstetric palsy'],
  ['a care home', 'Pflegeheim St. Annen, Hüfte', 'Hüfte'],
  ['a care home by its kind', 'Long Stone Nursing Home, hip', 'hip'],
  ['a club', 'joue au Stade, entorse', 'joue au, entorse'],
  ['a code of single figures', 'chest 4-4-0-2', 'chest'],
  ['the number of a device', 'scanner 2, chest', 'scanner, chest'],
  ['a road of Germany', 'Thorax auf der A7', 'Thorax auf der'],
  ['a zone by its colour', 'Zone Red chest', 'Zone chest'],
])('takes %s out', (_, text, expected) => {
  expect(cleanText(text, nobody).text).toBe(expected);
});

it.each([
  'RTG stawu kolanowego lat',
  'two lat views',
  'снимок левого сустава',
  'lat 80 kV',
  'lat 125kV',
  'lat 6 MV',
  'lat 2 mAs',
  'lat 45 degrees',
  'lat 3/4',
  'anterior 2/3 ACL',
  'strength of 4/5',
  'stage of 2/3 tear',
  'CT 1/5',
  'MR 2/6',
  'CT 2/7 phases',
  'on B50 kernel',
  'lung auf B70',
  'two years after surgery',
  'five year survival',
  'il y a deux ans',
  'transition zone yellow',
  'peripheral zone red',
  'white zone',
  'red unit',
  'one may see',
  'pelvic floor three views',
  'LAT 90 shoulder',
  'Typ B Stanford',
  'Aortendissektion Stanford Typ B',
  'fetal MRI 28 weeks',
  '28 weeks gestation',
  'GA 28+3 weeks',
  'gestational age 32 wks',
  'SSW 28+3',
  'беременность 30 недель',
  '妊娠28週 胎児MRI',
  '孕28周 胎儿',
  'on the 9th rib',
  'pain since 3rd trimester',
  'Arm L',
  'B1 2MM',
  'T1W-T2W-PDW',
  'PE2-GRAPPA2-ISO1000',
  'sT2W_TSE_SPAIR',
  'PRVcord5',
  'DWI_b50_400_800_ADC',
  'scanner 3T',
  'UTIs',
  'LungL-GTV',
  'LungR',
])('keeps %j, which tells of nobody', (text) => {
  expect(cleanText(text, nobody).text).toBe(text);
});

const longest = 10_240;
const slowest = 3000;
const pieces = [
  ...['kymmen', 'kymmen ', 'kymmenkymmen ', 'diecikymmenkymmenkymmentjuego ', 'tjue', 'zig', 'ого', 'ого ', 'náct'],
  ...['dzieścia', 'veint', 'ottant', 'siebenund', 'yaş', 'one ', 'one-', 'one and ', 'twenty ', 'twenty-nineteen '],
  ...[
    'sixty year ',
    'second of May ',
    'May the ',
    'of ',
    'y o ',
    'a y ',
    'il y a deux ans ',
    'bed seven ',
    'bed ',
    '86 J ',
  ],
  ...[
    'vorunters',
    'vorunters ',
    'prior CT ',
    'prior CT 1/2 ',
    'CT 1/9 ',
    'Aa ',
    'A.',
    'A ',
    'Aa Aa Street ',
    'rue de ',
  ],
  ...[
    'rue du Aa ',
    'ul. ',
    'twins A,',
    'twins A and ',
    'on I-',
    'auf der ',
    'lat ',
    'guz lat 63 ',
    'years: ',
    'side B ',
  ],
  ...[
    'Zone Red ',
    'lives at Aa ',
    'lives at 1 ',
    'works for A ',
    'goes by ',
    'club A ',
    'lar ',
    '4-',
    'scanner 2 ',
    'b50_400_',
    'Aa Elementary ',
    'Praxis am ',
    'monday the ',
    'maanantai',
    'on the 9th ',
    'A1A1-',
    'AB 12 34 ',
    '28 weeks ',
    'age 32 ',
    'Grundschule Am ',
    'red ',
    'ward B3 ',
    'east ',
    'bed by ',
    'route ',
    '1/',
    '12.',
    '1-',
    '9',
    '9 ',
    '@',
    'www.',
    '-',
    'x',
    '川崎病院',
  ],
];

it.each(pieces)('a text of %j alone takes no time to speak of', (piece) => {
  for (const end of ['', ' x lat', ' May', '1/9', ' years old']) {
    const text = piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest - end.length) + end;
    const from = performance.now();
    findHazards(text);
    expect(performance.now() - from, end).toBeLessThan(slowest);
  }
});

it('five words that each fit in many ways take no time to speak of', () => {
  const from = performance.now();
  for (const most of [26, 340]) {
    const words = Array.from({ length: 5 }, () => 'kymmen'.repeat(most)).join(' ');
    expect(findHazards(`${words} x lat`)).toEqual([]);
  }
  expect(performance.now() - from).toBeLessThan(slowest);
});
