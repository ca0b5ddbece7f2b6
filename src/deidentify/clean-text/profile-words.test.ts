import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { looserThanDefault } from '../../profile/purposes/looser-than-default.ts';
import { buildDataset, buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { nobody } from '../../testing/nobody.ts';
import { cleanText } from './clean-text.ts';
import { patientWordsOf } from './patient-words.ts';
import { textSettingOf } from './profile-words.ts';

const words = { keep: ['Xyzzy', 'Müllerprobe', '4711'], remove: ['sag', 'Long'] };
const setting = textSettingOf({ words }, 'description');
const clean = (text: string, own = nobody) => cleanText(text, own, setting);

describe('words of the person’s own', () => {
  it.each([
    ['t1_mprage_xyzzy', 't1_mprage_xyzzy'],
    ['Mullerprobe brain', 'Mullerprobe brain'],
    ['Xyzzy L brain', 'Xyzzy L brain'],
    ['t1_mprage_sag', 't1_mprage'],
    ['long segment', 'segment'],
    ['brain 4711', 'brain'],
    ['brain Qwfpgj', 'brain'],
  ])('stay or go whatever the vocabulary says: %s', (text, expected) => {
    expect(clean(text).text).toBe(expected);
  });

  it('say that they were the reason, and take nothing beside them along', () => {
    expect(clean('Xyzzy sag L brain').words.map(({ text, isKept, why }) => [text, isKept, why])).toEqual([
      ['Xyzzy', true, 'own-kept'],
      ['sag', false, 'own-removed'],
      ['L', true, 'vocabulary'],
      ['brain', true, 'vocabulary'],
    ]);
  });

  it('take along what stood beside a word that would have gone by itself', () => {
    const strict = textSettingOf({ words: { keep: [], remove: ['Kowalski'] } }, 'description');
    const none = textSettingOf({ words: { keep: [], remove: [] } }, 'description');
    for (const text of [
      'knee Kowalski White post',
      'Kowalski A brain',
      'Kowalski van der Long knee',
      'Kowalski Hospital knee',
    ]) {
      expect(cleanText(text, nobody, strict).text).toBe(cleanText(text, nobody, none).text);
    }
  });

  it('that go never leave more of a text than without the list', () => {
    const parts = ['knee', 'Kowalski', 'White', 'post', 'van', 'der', 'A', 'sag', 'Long', 'Dr.', '2019', 'Qwfpgj', 'L'];
    const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }),
        fc.subarray(parts),
        (some, remove) => {
          const text = some.join(' ');
          const withList = cleanText(text, nobody, textSettingOf({ words: { keep: [], remove } }, 'description')).text;
          const without = cleanText(
            text,
            nobody,
            textSettingOf({ words: { keep: [], remove: [] } }, 'description'),
          ).text;
          const left = wordsOf(without);
          for (const word of wordsOf(withList)) {
            expect(left).toContain(word);
            left.splice(left.indexOf(word), 1);
          }
        },
      ),
    );
  });

  it('never keep a word of the patient, nor a date', () => {
    const roe = patientWordsOf(buildDataset([{ tag: 0x00100010, vr: 'PN', values: ['Xyzzy^Jane'] }]));
    expect(clean('Xyzzy brain', roe)).toMatchObject({ text: 'brain', words: [{ why: 'identifier' }, {}] });
    const dated = textSettingOf({ words: { keep: ['18JUL1964'], remove: [] } }, 'description');
    expect(cleanText('head 18JUL1964', nobody, dated).text).toBe('head');
  });

  it('come to rest: a cleaned text stays as it is', () => {
    for (const text of ['Xyzzy sag Qwfpgj brain', 'sag sag', 'Dr. Xyzzy brain']) {
      const once = clean(text).text;
      expect(clean(once).text).toBe(once);
    }
  });
});

describe('a profile with words of its own', () => {
  const file = buildFile([
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x0008103e, vr: 'LO', values: ['Xyzzy sag'] },
  ]);
  const marks = (profile: { readonly words?: typeof words }) => {
    const { output, plan, checked } = deidentifyBytes(file, { preset: 'qmenta-guarded', profile });
    expect([...plan.holds, ...checked.holds]).toEqual([]);
    return {
      text: readText(output, findElement(output, 0x0008103e)).join(),
      isRemoved: readSingleText(output, 0x00120062),
      codes: findElement(output, 0x00120064) >= 0,
      isTold: plan.findings.some(({ code }) => code === 'own-rule-loosens'),
    };
  };

  it('claims nothing of PS3.15 when it keeps some, and says so', () => {
    expect(marks({ words })).toEqual({ text: 'Xyzzy', isRemoved: 'NO', codes: false, isTold: true });
    expect(looserThanDefault({ ...createProfile('qmenta-guarded'), words })).toEqual([
      '3 words of your own stay in cleaned texts.',
    ]);
  });

  it('says so of one word in its own number', () => {
    const one = { ...createProfile('qmenta-guarded'), words: { keep: ['Xyzzy'], remove: [] } };
    expect(looserThanDefault(one)).toEqual(['A word of your own stays in cleaned texts.']);
  });

  it('claims what it did before when it only takes some out', () => {
    const strict = { keep: [], remove: ['Xyzzy', 'sag'] };
    expect(marks({ words: strict })).toEqual({ text: '', isRemoved: 'YES', codes: true, isTold: false });
    expect(looserThanDefault({ ...createProfile('qmenta-guarded'), words: strict })).toEqual([]);
  });
});
