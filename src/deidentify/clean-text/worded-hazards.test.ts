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
