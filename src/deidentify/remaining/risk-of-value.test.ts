import { describe, expect, it } from 'vitest';
import { ownValueReason } from '../../profile/compile-own-rules.ts';
import { type RemainingValue, riskOfValue } from './risk-of-value.ts';
import { concernOf, isPlain, isToCheck, type ValueRisk } from './value-risk.ts';

const kept: RemainingValue = {
  tag: '(0008,103E)',
  vr: 'LO',
  text: '',
  isBytes: false,
  action: 'K',
  effect: 'kept',
  reason: 'No rule names it · K',
};

describe('riskOfValue', () => {
  it.each<[string, Partial<RemainingValue>, ValueRisk]>([
    ['an e-mail address', { text: 'see a.b@example.org' }, 'contact'],
    ['a web address', { text: 'http://example.org/x' }, 'contact'],
    ['a UR', { vr: 'UR', text: 'urn:x' }, 'contact'],
    ['a Windows path', { text: 'C:\\Users\\miller\\x.ima' }, 'path'],
    ['a path of Unix', { text: '/home/miller/data' }, 'path'],
    ['several values, which backslashes divide', { text: 'HEAD\\NECK\\CHEST\\' }, 'known-words'],
    ['a word of no list', { text: 'T1 Lancelot' }, 'unknown-word'],
    ['a date in a text', { text: 'head 22.06.2021' }, 'date-or-number'],
    ['a telephone number', { text: 'head +49 30 901820' }, 'date-or-number'],
    ['words of imaging', { text: 'T1 MPRAGE sag' }, 'known-words'],
    ['a name', { vr: 'PN', text: 'Miller^Anna' }, 'person-name'],
    ['a date', { vr: 'DA', text: '20210302' }, 'date'],
    ['a date and time', { vr: 'DT', text: '20210302120000' }, 'date'],
    ['a time', { vr: 'TM', text: '120000' }, 'time'],
    ['the edition of a list of codes', { tag: '(0008,0106)', vr: 'DT', text: '20020904' }, 'code'],
    ['a code', { tag: '(0008,0100)', vr: 'SH', text: 'T-A0100' }, 'code'],
    ['a defined term', { vr: 'CS', text: 'ORIGINAL\\PRIMARY\\M_FFE' }, 'code'],
    ['a date among defined terms', { vr: 'CS', text: '2021-03-02' }, 'date-or-number'],
    ['a product', { tag: '(0008,0070)', text: 'Example Medical' }, 'technique'],
    ['a private creator', { tag: '(0019,0010)', text: 'GEMS_ACQU_01' }, 'technique'],
    ['a UID of the standard', { vr: 'UI', text: '1.2.840.10008.5.1.4.1.1.2' }, 'code'],
    ['a UID of someone else', { vr: 'UI', text: '1.2.826.0.1.3680043' }, 'uid'],
    ['an age', { vr: 'AS', text: '067Y' }, 'age'],
    ['a decimal', { vr: 'DS', text: '1.5' }, 'number'],
    ['bytes', { vr: 'OB', text: '512 bytes', isBytes: true }, 'bytes'],
    ['a text in UN', { vr: 'UN', text: 'Miller' }, 'unknown-word'],
    ['a pseudonym', { vr: 'PN', text: 'N-7', action: 'Z', effect: 'replaced' }, 'made-new'],
    ['a new UID', { vr: 'UI', text: '2.25.1', action: 'U', effect: 'replaced' }, 'made-new'],
    ['a shifted date', { vr: 'DA', text: '20201231', action: 'C', effect: 'replaced' }, 'made-new'],
    ['a mark of the run', { vr: 'LO', text: 'Nescio', action: '+', effect: 'added' }, 'made-new'],
    ['a cleaned text, which is what someone wrote', { text: 'Zoe', action: 'C', effect: 'replaced' }, 'unknown-word'],
    ['a value of the person’s own', { text: 'Zoe', effect: 'replaced', reason: ownValueReason }, 'own-value'],
  ])('takes %s for what it is', (_, overrides, risk) => {
    expect(riskOfValue({ ...kept, ...overrides })).toBe(risk);
  });

  it('asks for a look at what may name someone, and sets numbers and own makings apart', () => {
    const all = Object.keys(concernOf) as ValueRisk[];
    expect(all.filter(isToCheck)).toEqual(['contact', 'person-name', 'path', 'unknown-word', 'date-or-number', 'date']);
    expect(all.filter(isPlain)).toEqual(['time', 'number', 'made-new']);
  });
});
