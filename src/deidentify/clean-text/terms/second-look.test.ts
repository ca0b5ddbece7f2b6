import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('short terms and numbers by what stands beside them', () => {
  it.each([
    'XR CHEST PA pre-op THR, smoker',
    'IRM prostate lobe G',
    'Radio hanche G Lequesne',
    'nephrostomy 8F R, hydro',
    'Carotid duplex PSV 245',
    'pain radiating to groin since 2 days',
    'US hip Graf IIa left',
    'XR Knee WB Rosenberg + Merchant',
    'Whole body MRI Li-Fraumeni surveillance',
    'CT face Le Fort II',
    'Scoliosis Boston brace',
  ])('stay in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['an operator', 'op THR, knee', 'op, knee'],
    ['a trial by its number', 'NSABP-61-22 Baseline PET', 'Baseline PET'],
    ['a device joined to its room', 'MRI2_BAY3_knee', 'knee'],
    ['a base hospital', 'from Qaxonby Base, CT head', 'CT head'],
    ['a Dutch title', 'Mw. Hoogendoorn mammo', 'mammo'],
    ['a compound family name', 'CT Hoogendoorn knie', 'CT knie'],
    ['an initial', 'Martin G knee', 'knee'],
    ['a town', 'Boston clinic knee', 'knee'],
  ])('go when they are %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
