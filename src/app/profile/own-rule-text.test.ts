import { describe, expect, it } from 'vitest';
import { printSelector, selectorsFromText } from './own-rule-text.ts';

describe('selectorsFromText', () => {
  it('reads a tag in any spelling', () => {
    for (const text of ['(0018,9aff)', '0018,9AFF', ' 00189aff ']) {
      expect(selectorsFromText(text)).toEqual([{ kind: 'tag', tag: '00189AFF' }]);
    }
  });

  it('reads a pattern, with x for any digit', () => {
    expect(selectorsFromText('(60XX,15ab)')).toEqual([{ kind: 'pattern', pattern: '60xx15AB' }]);
  });

  it('reads whole repeating groups, however they are written', () => {
    for (const text of ['50xx', '(50xx,…)', '50XX,...', '(50xx,xxxx)']) {
      expect(selectorsFromText(text)).toEqual([{ kind: 'pattern', pattern: '50xxxxxx' }]);
    }
  });

  it('takes no private number, which means something only with its creator (PS3.5 7.8.1)', () => {
    expect(selectorsFromText('(0029,1010)')).toEqual([]);
  });

  it('reads one private element from its creator and its place, in any order', () => {
    const element = { kind: 'private-element', creator: 'SIEMENS MR HEADER', element: '0019xx0C' };
    for (const text of [
      'SIEMENS MR HEADER (0019,xx0c)',
      '(0019,xx0C) SIEMENS MR HEADER',
      'SIEMENS MR HEADER, 0019xx0C',
    ]) {
      expect(selectorsFromText(text)).toEqual([element]);
    }
  });

  it('takes other text as a private creator', () => {
    expect(selectorsFromText(' ACME 1.0 ')).toEqual([{ kind: 'private-creator', creator: 'ACME 1.0' }]);
    expect(selectorsFromText('ab')).toEqual([]);
  });
});

it.each([
  [{ kind: 'tag', tag: '00100020' }, '(0010,0020)'],
  [{ kind: 'pattern', pattern: '60xx3000' }, '(60xx,3000)'],
  [{ kind: 'keyword', keyword: 'PatientID' }, 'PatientID'],
  [{ kind: 'private-creator', creator: 'ACME' }, 'ACME'],
  [{ kind: 'private-element', creator: 'ACME', element: '0019xx0C' }, '(0019,xx0C) ACME'],
] as const)('prints what a rule is about: %s', (selector, text) => {
  expect(printSelector(selector)).toBe(text);
});
