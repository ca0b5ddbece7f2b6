import { describe, expect, it } from 'vitest';
import { compileProfile } from '../profile/compile-profile.ts';
import type { Rule } from '../profile/compiled-profile.ts';
import { createProfile } from '../profile/create-profile.ts';
import { findRule } from '../profile/find-rule.ts';
import { tableE11 } from '../profile/rule-data.ts';
import { tagsOfRow } from '../profile/rule-set.ts';
import { resolveAction } from './resolve-action.ts';

const rules = compileProfile(createProfile('ps315-basic'));
const guarded = compileProfile(createProfile('qmenta-guarded'));
const ct = '1.2.840.10008.5.1.4.1.1.2';
const pet = '1.2.840.10008.5.1.4.1.1.128';
const enhancedMr = '1.2.840.10008.5.1.4.1.1.4.1';
const rtPlan = '1.2.840.10008.5.1.4.1.1.481.5';
const basicTextSr = '1.2.840.10008.5.1.4.1.1.88.11';
const dx = '1.2.840.10008.5.1.4.1.1.1.1';

function resolve(tag: number, sopClassUid: string, depth = 0) {
  return resolveAction(findRule(rules, tag, 'LO'), { tag, depth, sopClassUid }, rules).action;
}

describe('resolveAction', () => {
  it.each([
    // [attribute, code, tag, SOP class, depth, action]
    ['Patient ID, Type 2 everywhere (PS3.3 C.7.1.1)', 'Z/D', 0x00100020, ct, 0, 'Z'],
    ['Content Date, Type 1 in Enhanced MR', 'Z/D', 0x00080023, enhancedMr, 0, 'D'],
    ['Content Date, at most Type 2C in CT (PS3.3 C.7.6.1)', 'Z/D', 0x00080023, ct, 0, 'Z'],
    ["Operators' Name, Type 2 in RT Series (PS3.3 C.8.8.1)", 'X/Z/D', 0x00081070, rtPlan, 0, 'Z'],
    ["Operators' Name, Type 3 in CT (PS3.3 C.7.3.1)", 'X/Z/D', 0x00081070, ct, 0, 'X'],
    ['Station Name, Type 3 in CT (PS3.3 C.7.5.1)', 'X/Z/D', 0x00081010, ct, 0, 'X'],
    ['Series Date, Type 3 in CT (PS3.3 C.7.3.1)', 'X/D', 0x00080021, ct, 0, 'X'],
    ['Series Date in an item', 'X/D', 0x00080021, ct, 2, 'D'],
    ['Device Serial Number, Type 1 in Enhanced Equipment', 'X/Z/D', 0x00181000, enhancedMr, 0, 'D'],
    ['Performed Procedure Step, Type 2 in SR', 'X/Z/D', 0x00081111, basicTextSr, 0, 'Z'],
    ['Series Date, Type 1 in PET (PS3.3 C.8.9.1)', 'X/D', 0x00080021, pet, 0, 'D'],
    ['RT Plan Date, Type 2', 'X/D', 0x300a0006, rtPlan, 0, 'D'],
    ['Protocol Name, not demanded of CT', 'X/D', 0x00181030, ct, 0, 'D'],
    ['Acquisition Context Sequence, Type 2 in DX', 'X/Z', 0x00400555, dx, 0, 'Z'],
    ['Acquisition Date, Type 3 in CT (PS3.3 C.7.10.1)', 'X/Z', 0x00080022, ct, 0, 'X'],
    ['Referenced Image Sequence', 'X/Z/U*', 0x00081140, ct, 0, 'U'],
    ['Source Image Sequence in an item', 'X/Z/U*', 0x00082112, ct, 2, 'U'],
    ["Operators' Name in an item of an RT plan", 'X/Z/D', 0x00081070, rtPlan, 2, 'D'],
    ['Patient ID in an item', 'Z/D', 0x00100020, ct, 2, 'D'],
    ['Patient ID of a SOP class that is not listed', 'Z/D', 0x00100020, '1.2.3.4', 0, 'D'],
    ['Station Name of a file without SOP class', 'X/Z/D', 0x00081010, '', 0, 'D'],
  ])('settles %s (%s)', (_, code, tag, sopClassUid, depth, action) => {
    expect(findRule(rules, tag, 'LO').action).toBe(code);
    expect(resolve(tag, sopClassUid, depth)).toBe(action);
  });

  it('takes a conditional entry as unproven', () => {
    const types = new Map([[ct, new Map<number, '1' | '2' | 'C'>([[0x00081070, 'C']])]]);
    const rule = { action: 'X/Z/D', reason: '' } as const;
    const place = { tag: 0x00081070, depth: 0, sopClassUid: ct };
    expect(resolveAction(rule, place, { ...rules, attributeTypes: types }).action).toBe('D');
  });

  it('fills an X/Z attribute that an IOD makes Type 1', () => {
    const types = new Map([[ct, new Map<number, '1' | '2' | 'C'>([[0x00080022, '1']])]]);
    const place = { tag: 0x00080022, depth: 0, sopClassUid: ct };
    expect(resolveAction({ action: 'X/Z', reason: '' }, place, { ...rules, attributeTypes: types }).action).toBe('D');
  });

  it.each<Rule>([
    ...(['X', 'Z', 'D', 'U', 'K'] as const).map((action) => ({ action, reason: '' })),
    { action: 'C', cleaning: 'dates', reason: '' },
    { action: 'replace', value: 'ARM A', reason: '' },
  ])('leaves $action as it is', (rule) => {
    expect(resolveAction(rule, { tag: 0x00081010, depth: 0, sopClassUid: ct }, rules).action).toBe(rule.action);
  });

  it('never empties or removes what a listed SOP class demands with a value, unless the table says so plainly', () => {
    const plainX = new Set<number>();
    for (const [sopClassUid, types] of rules.attributeTypes) {
      for (const [tag, type] of types) {
        if (type !== '1') continue;
        const action = resolve(tag, sopClassUid);
        if (action === 'X' || action === 'Z') plainX.add(tag);
      }
    }
    // Presentation Creation Date and Time: X in Table E.1-1, Type 1 in presentation states (docs/conformance.md).
    expect([...plainX].sort()).toEqual([0x00700082, 0x00700083]);
  });

  it('removes by a compound code only what is proven to be Type 3', () => {
    for (const row of tableE11.filter(({ action }) => action.includes('/'))) {
      const tag = tagsOfRow(row)[0] ?? 0;
      for (const compiled of [rules, guarded]) {
        for (const sopClassUid of [...compiled.attributeTypes.keys(), 'unknown']) {
          const rule = findRule(compiled, tag, 'LO');
          const { action } = resolveAction(rule, { tag, depth: 0, sopClassUid }, compiled);
          expect(action).not.toContain('/');
          const isProven =
            compiled.provenByAbsence.get(tag) === '3' &&
            compiled.attributeTypes.has(sopClassUid) &&
            !compiled.attributeTypes.get(sopClassUid)?.has(tag);
          if (!isProven) expect(action).not.toBe('X');
        }
      }
    }
  });
});
