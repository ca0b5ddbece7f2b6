import { describe, expect, it } from 'vitest';
import { createBatchWords } from '../../deidentify/remaining/batch-words.ts';
import type { SurveyedAttribute, SurveyedValue } from '../contracts/survey.ts';
import { createRemainingOrder, remainingRowsOf } from './remaining-values.ts';

const words = createBatchWords();
words.add({ patientName: 'MUSTERMANN^ERIKA', patientId: '4711', patientBirthDate: '19640718' });

const value = (after: string, overrides: Partial<SurveyedValue> = {}): SurveyedValue => ({
  before: null,
  after,
  action: 'K',
  effect: 'kept',
  reason: 'No rule names it',
  risk: 'known-words',
  files: 1,
  fileId: 1,
  ...overrides,
});

const attribute = (
  values: readonly SurveyedValue[],
  overrides: Partial<SurveyedAttribute> = {},
): SurveyedAttribute => ({
  path: '(0008,103E)',
  tag: '(0008,103E)',
  name: 'Series Description',
  vr: 'LO',
  depth: 0,
  isPrivate: false,
  values,
  uncounted: 0,
  ...overrides,
});

describe('what remains, as lines', () => {
  it('puts words of any patient of the batch first, then by concern, then by the number of files', () => {
    const texts = attribute([
      value('T1', { files: 9 }),
      value('T2', { files: 12 }),
      value('Lancelot', { risk: 'unknown-word' }),
      value('FLAIR Erika', { files: 2 }),
    ]);
    const order = createRemainingOrder();
    order.add(remainingRowsOf(texts, words));
    const rows = [...order.parts()].flat();
    expect(rows.map(({ text, why, isToCheck }) => [text, why, isToCheck])).toEqual([
      ['FLAIR Erika', 'patient-name', true],
      ['Lancelot', 'unknown-word', true],
      ['T2', 'known-words', false],
      ['T1', 'known-words', false],
    ]);
  });

  it('takes no number for an ID, and no shifted date for a birth date', () => {
    const rows = [
      ...remainingRowsOf(attribute([value('4711', { risk: 'number' })], { vr: 'US' }), words),
      ...remainingRowsOf(attribute([value('19640718', { risk: 'made-new' })], { vr: 'DA' }), words),
      ...remainingRowsOf(attribute([value('19640718', { risk: 'date' })], { vr: 'DA' }), words),
      ...remainingRowsOf(attribute([value('4711', { risk: 'made-new' })]), words),
    ];
    expect(rows.map(({ why, isPlain }) => [why, isPlain])).toEqual([
      ['number', true],
      ['made-new', true],
      ['birth-date', false],
      ['patient-id', false],
    ]);
  });

  it('has a line for the values that were only counted, to check when the least of the listed ones is', () => {
    const open = attribute([value('Ann', { risk: 'unknown-word' })], { uncounted: 70 });
    expect(remainingRowsOf(open, words).at(-1)).toMatchObject({ text: null, files: 70, isToCheck: true });
    const plain = attribute([value('Ann', { risk: 'unknown-word' }), value('1', { risk: 'number' })], { uncounted: 7 });
    expect(remainingRowsOf(plain, words).at(-1)).toMatchObject({ why: 'too-many', isToCheck: false, isPlain: true });
  });
});
