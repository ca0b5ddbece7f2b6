import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionsTogether } from '../testing/options-together.ts';
import { createProfile } from './create-profile.ts';
import { parseProfile } from './parse-profile.ts';
import { presetIds } from './preset-names.ts';
import type { Profile } from './profile.ts';
import { serialiseProfile } from './serialise-profile.ts';
import { allOptions, dateOptions, supportedOptions } from './supported-options.ts';

const least = { format: 'nescio-profile', formatVersion: 1, preset: 'ps315-basic' };

function parsed(json: unknown): Profile {
  const result = parseProfile(json);
  if ('problems' in result)
    throw new Error(result.problems.map(({ path, message }) => `${path} ${message}`).join('\n'));
  return result;
}

function problemsOf(json: unknown): readonly string[] {
  const result = parseProfile(json);
  return 'problems' in result ? result.problems.map(({ path }) => path) : [];
}

function messageOf(json: unknown): string {
  const result = parseProfile(json);
  return 'problems' in result ? result.problems.map(({ message }) => message).join(' ') : '';
}

function rule(selector: object, decision: object): unknown {
  return { ...least, ownRules: [{ selector, decision }] };
}

const byKeyword = (keyword: string) => ({ kind: 'keyword', keyword });
const byTag = (tag: string) => ({ kind: 'tag', tag });

describe('parseProfile', () => {
  it('takes the defaults of the preset for what is missing', () => {
    for (const preset of presetIds) expect(parsed({ ...least, preset })).toEqual(createProfile(preset));
    expect(parsed({ ...least, patients: { kind: 'running' } }).patients).toEqual({
      kind: 'running',
      prefix: 'N-',
      digits: 4,
    });
  });

  it('reads the example of the documentation, and its table of members names each one', () => {
    const text = readFileSync('docs/profile-format.md', 'utf8');
    const example = parsed(JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? ''));
    expect(example.name).toBe('Trial 12');
    expect(example.ownRules).toHaveLength(5);
    expect(example.leaveOut).toEqual({
      modalities: ['DOC', 'SR'],
      sopClasses: [],
      imageTypes: [],
      doseReports: false,
      screenCaptures: true,
    });
    for (const name of Object.keys(example)) expect(text).toContain(`| \`${name}\` |`);
  });

  it('reads back what serialiseProfile writes, to the same text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presetIds), fc.subarray([...supportedOptions]), (preset, options) => {
        const profile = createProfile(preset, preset === 'qmenta' ? [] : optionsTogether(options));
        const text = serialiseProfile(profile);
        expect(parsed(JSON.parse(text))).toEqual(profile);
        expect(serialiseProfile(parsed(JSON.parse(text)))).toBe(text);
      }),
    );
  });

  it('gives equal profiles for lists in another order, with repeats, and tags in another spelling', () => {
    const one = rule(byTag('(0010,002a)'), { kind: 'keep' }) as object;
    const two = rule(byTag('0010002A'), { kind: 'keep' }) as object;
    const leaveOut = (modalities: readonly string[]) => ({ modalities });
    expect(parsed({ ...one, leaveOut: leaveOut(['US', 'CT', 'US']) })).toEqual(
      parsed({ ...two, leaveOut: leaveOut(['CT', 'US']) }),
    );
  });

  it.each([
    ['no object', [], ['$']],
    ['null', null, ['$']],
    ['another format', { format: 'other', formatVersion: 1 }, ['$.format']],
    ['no preset', { format: 'nescio-profile', formatVersion: 1 }, ['$.preset']],
    ['an unknown preset', { ...least, preset: 'strict' }, ['$.preset']],
    ['an unknown member', { ...least, option: [] }, ['$.option']],
    ['a member that is no word', { ...least, 'a b': 1 }, ['$[…]']],
    [
      'several at once',
      { ...least, pixels: 'no', capsAges: 1, dateShift: {} },
      ['$.pixels', '$.dateShift.maxDays', '$.capsAges'],
    ],
    ['a name with a backslash', { ...least, name: 'a\\b' }, ['$.name']],
    ['a name that is too long', { ...least, name: 'a'.repeat(41) }, ['$.name']],
    ['a version of nothing', { ...least, version: '' }, ['$.version']],
    ['options that are no list', { ...least, options: 'retainUids' }, ['$.options']],
    ['an unknown option', { ...least, options: ['keepEverything'] }, ['$.options[0]']],
    [
      'options of qmenta',
      { ...least, preset: 'qmenta', options: supportedOptions.slice(0, 1) },
      supportedOptions.length > 0 ? ['$.options'] : [],
    ],
    ['a shift of nothing', { ...least, dateShift: { maxDays: 0 } }, ['$.dateShift.maxDays']],
    ['a shift of half days', { ...least, dateShift: { maxDays: 1.5 } }, ['$.dateShift.maxDays']],
    ['a prefix with a slash', { ...least, patients: { kind: 'keyed', prefix: 'a/' } }, ['$.patients.prefix']],
    ['a scheme without kind', { ...least, patients: {} }, ['$.patients.kind']],
    ['digits of another scheme', { ...least, patients: { kind: 'keyed', digits: 3 } }, ['$.patients.digits']],
    [
      'the issuer with a table',
      { ...least, usesIssuerOfPatientId: true, patients: { kind: 'lookup' } },
      ['$.usesIssuerOfPatientId'],
    ],
    ['a modality in small letters', { ...least, leaveOut: { modalities: ['CT', 'mr'] } }, ['$.leaveOut.modalities[1]']],
    ['a SOP class that is no UID', { ...least, leaveOut: { sopClasses: ['1.02'] } }, ['$.leaveOut.sopClasses[0]']],
    [
      'a rule without decision',
      { ...least, ownRules: [{ selector: byKeyword('PatientSex') }] },
      ['$.ownRules[0].decision'],
    ],
  ])('names the path of %s', (_, json, paths) => {
    expect(problemsOf(json)).toEqual(paths);
  });

  it('names older and newer formats and editions as such', () => {
    expect(messageOf({ ...least, formatVersion: 0 })).toContain('older format');
    expect(messageOf({ ...least, formatVersion: 2 })).toContain('newer program');
    expect(messageOf({ ...least, tableEdition: '2024c' })).toContain('an older edition of Table E.1-1');
    expect(messageOf({ ...least, tableEdition: '2031a' })).toContain('a newer edition of Table E.1-1');
    expect(problemsOf({ ...least, tableEdition: 'latest' })).toEqual(['$.tableEdition']);
  });

  it('refuses each option that this version does not carry out, and two kinds of dates together', () => {
    for (const name of allOptions.filter((option) => !supportedOptions.includes(option))) {
      expect(problemsOf({ ...least, options: [name] })).toEqual(['$.options[0]']);
    }
    for (const one of dateOptions) {
      for (const other of dateOptions.filter((option) => option !== one)) {
        expect(problemsOf({ ...least, options: [one, other] }).length).toBeGreaterThan(0);
      }
    }
  });

  it('never quotes a value of the profile', () => {
    const planted = 'PLANTED';
    const json = {
      ...least,
      name: `${planted}\\`,
      pixels: planted,
      options: [planted],
      patients: { kind: planted },
      ownRules: [{ selector: byKeyword(planted), decision: { kind: planted } }],
    };
    expect(messageOf(json)).not.toContain(planted);
    expect(messageOf(json)).not.toBe('');
  });

  it('says of whatever stands at any place what must stand there, in words of our own that hold nothing of it', () => {
    const planted = 'DOE^JANE';
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.constantFrom(planted, -19_480_229, null, true, 'keep', 'keyed', 'tag'),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(planted, 'kind', 'selector', 'decision', 'match', 'prefix', 'keep'), tie('any')),
      ),
    })).any;
    const names = Object.keys(createProfile('ps315-basic')).filter((name) => !(name in least));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, 'templates', 'words', planted), value), (json) => {
        const result = parseProfile({ ...json, ...least });
        const said = 'problems' in result ? JSON.stringify(result.problems) : '';
        expect(said).not.toMatch(/DOE|19480229|Invalid|Expected|received|Cannot be used/);
      }),
    );
  });

  it('names a hundred problems at most, and does not go through a list without end', () => {
    const rules = Array.from({ length: 1000 }, () => ({}));
    expect(problemsOf({ ...least, ownRules: rules })).toHaveLength(100);
    expect(problemsOf({ ...least, ownRules: Array.from({ length: 1_000_000 }, () => 0) })).toEqual(['$.ownRules']);
    const unknown = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`member${n}`, 0]));
    expect(problemsOf({ ...least, ...unknown })).toHaveLength(100);
  });
});

const onePrivate = (element: string) => ({ kind: 'private-element', creator: 'ACME', element });

describe('own rules in a profile', () => {
  it.each([
    ['an unknown keyword', byKeyword('PatientNames'), { kind: 'keep' }, 'selector.keyword'],
    ['the keyword of a repeating group', byKeyword('OverlayData'), { kind: 'remove' }, 'selector.keyword'],
    ['a private tag', byTag('00091001'), { kind: 'keep' }, 'selector.tag'],
    ['a private pattern', { kind: 'pattern', pattern: '0029xx10' }, { kind: 'keep' }, 'selector.pattern'],
    ['a pattern without x', { kind: 'pattern', pattern: '00100010' }, { kind: 'keep' }, 'selector.pattern'],
    ['a file meta element', byTag('00020010'), { kind: 'keep' }, 'selector.tag'],
    ['Patient ID, which the scheme sets', byKeyword('PatientID'), { kind: 'keep' }, 'selector.keyword'],
    ['a mark of de-identification', byKeyword('PatientIdentityRemoved'), { kind: 'keep' }, 'selector.keyword'],
    ['pixel data', byKeyword('PixelData'), { kind: 'remove' }, 'selector.keyword'],
    ['an instance without UID', byKeyword('SOPInstanceUID'), { kind: 'empty' }, 'selector.keyword'],
    ['a UID in place of a name', byKeyword('ReferringPhysicianName'), { kind: 'replace-uid' }, 'decision.kind'],
    ['cleaning of a date', byKeyword('StudyDate'), { kind: 'clean' }, 'decision.kind'],
    [
      'a value for a whole block',
      { kind: 'private-creator', creator: 'ACME' },
      { kind: 'replace', value: 'A' },
      'decision.kind',
    ],
    [
      'a value for a pattern',
      { kind: 'pattern', pattern: '60xx0022' },
      { kind: 'replace', value: 'A' },
      'decision.kind',
    ],
    ['a value for a sequence', byTag('00081140'), { kind: 'replace', value: 'A' }, 'decision.value'],
    ['a value that the VR cannot hold', byKeyword('PatientSex'), { kind: 'replace', value: 'm' }, 'decision.value'],
    ['a value of a tag in no dictionary', byTag('00140001'), { kind: 'replace', value: 'm' }, 'decision.value'],
    ['a value without text', byKeyword('PatientSex'), { kind: 'replace' }, 'decision.value'],
    ['a value beside another decision', byKeyword('PatientSex'), { kind: 'keep', value: 'M' }, 'decision.value'],
    [
      'a creator with spaces around',
      { kind: 'private-creator', creator: ' ACME' },
      { kind: 'remove' },
      'selector.creator',
    ],
    ['a private element of an even group', onePrivate('0018xx0C'), { kind: 'keep' }, 'selector.element'],
    ['a private element with a block', onePrivate('0019100C'), { kind: 'keep' }, 'selector.element'],
    ['a value for a private element', onePrivate('0019xx0C'), { kind: 'replace', value: 'A' }, 'decision.kind'],
  ])('refuses %s', (_, selector, decision, path) => {
    expect(problemsOf(rule(selector, decision))).toEqual([`$.ownRules[0].${path}`]);
  });

  it.each([
    [byKeyword('InstitutionName'), { kind: 'replace', value: 'SITE 01' }],
    [byKeyword('SOPInstanceUID'), { kind: 'keep' }],
    [byTag('00080018'), { kind: 'replace-uid' }],
    [byKeyword('StudyDescription'), { kind: 'clean' }],
    [byTag('00140001'), { kind: 'remove' }],
    [{ kind: 'pattern', pattern: 'xxxx0010' }, { kind: 'empty' }],
    [{ kind: 'private-creator', creator: 'SIEMENS MR HEADER' }, { kind: 'keep' }],
    [onePrivate('0019xx0c'), { kind: 'keep' }],
  ])('takes %j with %j', (selector, decision) => {
    expect(problemsOf(rule(selector, decision))).toEqual([]);
  });

  it('refuses a second rule for one attribute, by tag or by keyword', () => {
    const ownRules = [
      { selector: byKeyword('PatientSex'), decision: { kind: 'keep' } },
      { selector: byTag('(0010,0040)'), decision: { kind: 'remove' } },
    ];
    expect(problemsOf({ ...least, ownRules })).toEqual(['$.ownRules[1].selector']);
    expect(problemsOf({ ...least, preset: 'qmenta', ownRules: ownRules.slice(1) })).toEqual(['$.ownRules']);
  });
});
