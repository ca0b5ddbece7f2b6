import { describe, expect, it } from 'vitest';
import { findSafeAttributes } from './find-safe-attributes.ts';
import { ownRuleProblem } from './own-rule-problem.ts';
import { safePrivateAttributes } from './safe-private.ts';

describe('the search of safe private elements', () => {
  it.each([
    ['b-value', 'SIEMENS MR HEADER', '0019xx0C'],
    ['siemens mosaic', 'SIEMENS MR HEADER', '0019xx0A'],
    ['(0019,xx0C)', 'SIEMENS MR HEADER', '0019xx0C'],
    ['diffusion philips b', 'Philips Imaging DD 001', '2001xx03'],
  ])('finds by "%s" %s %s', (text, creator, element) => {
    const found = findSafeAttributes(text, 50);
    expect(found.map((one) => `${one.creator} ${one.element}`)).toContain(`${creator} ${element}`);
  });

  it('finds nothing for nothing, and as many as asked for', () => {
    expect(findSafeAttributes(' - ', 5)).toEqual([]);
    expect(findSafeAttributes('a', 5)).toHaveLength(5);
  });

  it('gives for each element of the lists what an own rule takes', () => {
    for (const { creator } of safePrivateAttributes) {
      for (const { element } of findSafeAttributes(creator, 3)) {
        const selector = { kind: 'private-element', creator, element } as const;
        expect(element).toMatch(/^[0-9A-F]{3}[13579BDF]xx[0-9A-F]{2}$/);
        expect(ownRuleProblem({ selector, decision: { kind: 'keep' } })).toBeNull();
      }
    }
  });
});
