import { expect, it } from 'vitest';
import type { Decision } from '../batch/decide/decide-state.ts';
import { describeDecision } from './describe-decision.ts';

it('says of how many images nobody has seen that they show nothing identifying', () => {
  const said = (each: number, inProjections: number) => {
    const seen = { each, inProjections, byDetector: 0, of: 12 };
    const verdict = { kind: 'nothing-identifying', isAllSeen: each + inProjections === 12, images: 12 } as const;
    return describeDecision({ title: '1 Liver', verdict, seen } as Decision);
  };
  expect(said(1, 0)).toBe('Nothing identifying in 12 images of 1 Liver, 11 of them not seen');
  expect(said(4, 8)).toBe('Nothing identifying in 12 images of 1 Liver');
});
