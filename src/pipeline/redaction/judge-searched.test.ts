import { describe, expect, it } from 'vitest';
import type { Release } from '../../deidentify/context.ts';
import type { PixelAssessment } from '../../pixel-data/assess-pixels.ts';
import type { PixelPolicy } from '../../profile/profile.ts';
import { allSeen, someImages, unstated } from '../../testing/pixel-statements.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { judgePixels } from './judge-pixels.ts';

const looked = { pixels: allSeen } as Release;
const released = { pixels: unstated } as Release;
const unseen = { pixels: { kind: 'let-through', seen: someImages } } as Release;
const box = { column: 1, row: 2, columns: 90, rows: 12, isPatients: false };
const none: SearchFacts = { kind: 'searched', hits: [], isTextBeside: false };
const found: SearchFacts = { kind: 'searched', hits: [box], isTextBeside: false };
const beside: SearchFacts = { kind: 'searched', hits: [], isTextBeside: true };
const failed: SearchFacts = { kind: 'not-searched', cause: 'failed' };
const stopped: SearchFacts = { kind: 'not-searched', cause: 'stopped' };
const unlikely: SearchFacts = { kind: 'not-searched', cause: 'unlikely' };

function judge(riskClass: 'A' | 'B' | 'C', search: SearchFacts, policy: PixelPolicy = 'hold', release?: Release) {
  const image: PixelAssessment = { riskClass, code: 'projection', reason: 'why', isDocument: false, showsAll: true };
  const { verdict, holds, findings } = judgePixels(image, policy, { release: release ?? null, search });
  return [verdict, ...holds.map(({ reason }) => reason), ...findings.map(({ code }) => code)];
}

describe('an image that was searched for text', () => {
  it.each([
    ['B', none, ['searched']],
    ['C', none, ['text-unlikely']],
    ['B', found, ['not-reviewed', 'Text found in the image']],
    ['C', found, ['not-reviewed', 'Text found in the image']],
    ['C', beside, ['not-reviewed', 'Text found in another image of the series']],
    ['B', failed, ['not-searched']],
    ['C', stopped, ['not-searched']],
    ['C', unlikely, ['text-unlikely', 'pixels-not-searched']],
  ] as const)('of class %s is judged by what came of it', (riskClass, search, expected) => {
    expect(judge(riskClass, search)).toEqual(expected);
  });

  it('is never cleared by the search where it is class A', () => {
    for (const search of [none, found, failed]) expect(judge('A', search)).toEqual(['not-reviewed', 'why']);
  });

  it('is held under `clean` where its text was not blanked', () => {
    expect(judge('C', beside, 'clean')).toEqual(['not-reviewed', 'Text found in another image of the series']);
  });

  it('leaves with a finding where the policy lets it go, and waits whatever it was released for beside', () => {
    expect(judge('B', found, 'export')).toEqual(['not-reviewed', 'pixels-show-text']);
    expect(judge('C', found, 'hold', released)).toEqual(['not-reviewed', 'Text found in the image']);
    expect(judge('A', none, 'hold', released)).toEqual(['not-reviewed', 'why']);
  });

  it('is let through unseen only where nothing was found', () => {
    expect(judge('B', none, 'hold', unseen)).toEqual(['let-through']);
    expect(judge('B', failed, 'hold', unseen)).toEqual(['not-searched']);
    expect(judge('B', found, 'hold', unseen)).toEqual(['not-reviewed', 'Text found in the image']);
  });

  it('is confirmed by who looked at it, whatever was found that is not the patient’s', () => {
    expect(judge('B', found, 'hold', looked)).toEqual(['confirmed']);
  });
});
