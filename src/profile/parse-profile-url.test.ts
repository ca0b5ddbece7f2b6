import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProfile } from './create-profile.ts';
import { parseProfileUrl, setsProfile } from './parse-profile-url.ts';
import { purposeProfile } from './purposes/purpose-profile.ts';
import { purposes } from './purposes/purposes.ts';
import { allOptions, supportedOptions } from './supported-options.ts';

describe('parseProfileUrl', () => {
  it.each([
    ['', createProfile('qmenta-guarded')],
    ['?', createProfile('qmenta-guarded')],
    ['?profile=ps315-basic', createProfile('ps315-basic')],
    ['profile=qmenta&pixels=export', createProfile('qmenta', [], 'export')],
    ['?profile=qmenta&options=', createProfile('qmenta')],
    ['?theme=dark&pixels=hold', createProfile('qmenta-guarded')],
    ['?profile=qmenta&profile=ps315-basic', createProfile('qmenta')],
    ['?purpose=neuroimaging', purposeProfile('neuroimaging')],
    ['?purpose=share&pixels=export', { ...purposeProfile('share'), pixels: 'export' as const }],
    ['?purpose=multi-site&options=retainUids', createProfile('ps315-basic', ['retainUids'])],
    ['?purpose=multi-site&options=', createProfile('ps315-basic')],
    ['?profile=ps315-basic&purpose=training', createProfile('ps315-basic', purposes.training.options)],
    ['?purpose=share&profile=qmenta', createProfile('qmenta')],
    ['?purpose=neuroimaging&profile=qmenta', createProfile('qmenta')],
  ])('reads "%s"', (search, profile) => {
    expect(parseProfileUrl(search)).toEqual({ profile });
  });

  it.each([
    ['?key=00ff', /never travels in an address/],
    ['?profile=qmenta&KEY', /never travels in an address/],
    ['?%6Bey=1', /never travels in an address/],
    ['?profile=everything', /profile that does not exist/],
    ['?profile=', /profile that does not exist/],
    ['?purpose=everything', /purpose that does not exist/],
    ['?purpose=', /purpose that does not exist/],
    ['?purpose=qmenta&options=retainUids', /takes no options/],
    ['?pixels=maybe', /pixels that does not exist/],
    ['?options=keepAll', /option that does not exist/],
    ['?options=retainModifiedDates,retainFullDates', /exclude each other/],
    ['?options=retainRelativeTimes,retainFullDates', /retainFullDates and retainRelativeTimes exclude each other/],
    ['?options=retainModifiedDates,retainRelativeTimes', /exclude each other/],
    ['?profile=qmenta&options=retainUids', /takes no options/],
    ['?profile=%', /address is damaged/],
  ])('refuses "%s"', (search, problem) => {
    expect(parseProfileUrl(search)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each(allOptions)('takes %s, or says that it is not available yet', (option) => {
    const isSupported = supportedOptions.includes(option);
    expect(parseProfileUrl(`?options=%20${option}`)).toEqual(
      isSupported
        ? { profile: createProfile('qmenta-guarded', [option]) }
        : { problem: expect.stringContaining(`Not available yet: ${option}`) },
    );
  });

  it('never quotes what stands in the address', () => {
    for (const name of ['key', 'purpose', 'profile', 'options', 'pixels']) {
      const result = parseProfileUrl(`?${name}=DOE-JANE-19500101`);
      expect(JSON.stringify(result)).not.toContain('DOE');
      expect(result).toHaveProperty('problem');
    }
  });

  it('answers every text with a profile or a problem', () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        const result = parseProfileUrl(search);
        return 'problem' in result ? result.problem.length > 0 : result.profile.format === 'nescio-profile';
      }),
    );
  });

  it('claims no option that is not carried out', () => {
    expect(allOptions).toHaveLength(11);
    for (const option of supportedOptions) expect(allOptions).toContain(option);
  });
});

describe('setsProfile', () => {
  it.each(['?purpose=share', '?profile=qmenta', 'options=', '?theme=dark&pixels=hold', '?purpose=%'])(
    'is true of "%s"',
    (search) => {
      expect(setsProfile(search)).toBe(true);
    },
  );

  it.each(['', '?', '?theme=dark'])('is false of "%s"', (search) => {
    expect(setsProfile(search)).toBe(false);
  });
});
