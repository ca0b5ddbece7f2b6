import { describe, expect, it } from 'vitest';
import { datesWritten } from './dates-written.ts';
import { headerTerms } from './header-terms.ts';
import { kindOfText } from './kind-of-text.ts';

const terms = headerTerms({
  names: ['Fakeman^Anna', 'Phantom Clinic', 'Lee'],
  ids: ['QX071003', '4711'],
  dates: ['19580309', '20260102'],
});

describe('kindOfText', () => {
  it.each([
    'FAKEMAN, Anna',
    'FAKEMAM',
    'ID: QX071O03',
    'QXO71003',
    'Born 09.03.1958',
    '03/9/58',
    '09-MAR-1958',
    '1958.03.09',
    'PHANT0M CLINIC',
    'Nr 4711',
    'Lee',
  ])('knows the header in %s', (text) => {
    expect(kindOfText(text, terms)).toBe('header');
  });

  it.each(['Leeds', 'Müller', '12345', '10.04.1960', 'Smith J', 'Dr. Nobody', 'LIVER SMITH'])(
    'takes %s for another text',
    (text) => {
      expect(kindOfText(text, terms)).toBe('other');
    },
  );

  it.each(['12.5 mm', '120 kV', 'MI 1.2', 'TIS 0.4', 'W 400 L 40', 'R', 'RCC', '3 x 4 cm', '35 fps', '8,1cm', 'AP'])(
    'takes %s for a measurement or marker',
    (text) => {
      expect(kindOfText(text, terms)).toBe('measurement');
    },
  );

  it('never takes digits alone for a measurement, nor what was not read', () => {
    expect(kindOfText('120', terms)).toBe('other');
    expect(kindOfText('12 34 56', terms)).toBe('other');
    expect(kindOfText(null, terms)).toBe('other');
  });

  it('lets a value of the header go before a measurement', () => {
    const ownId = headerTerms({ names: [], ids: ['1200MM'], dates: [] });
    expect(kindOfText('1200 mm', ownId)).toBe('header');
  });
});

describe('datesWritten', () => {
  it('writes a day in all orders, and nothing that is no day', () => {
    expect(datesWritten('19580309')).toEqual(
      expect.arrayContaining(['09031958', '03091958', '19580309', '090358', '9MAR1958', '030958', '580309']),
    );
    expect(datesWritten('')).toEqual([]);
    expect(datesWritten('1958')).toEqual([]);
  });
});
