import { describe, expect, it } from 'vitest';
import type { Release } from '../../deidentify/context.ts';
import type { PixelAssessment } from '../../pixel-data/assess-pixels.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { judgePixels } from './judge-pixels.ts';

const image: PixelAssessment = {
  riskClass: 'A',
  code: 'secondary-capture',
  reason: 'why',
  isDocument: false,
  showsAll: true,
};
const looked = { pixels: allSeen } as Release;

describe('judgePixels', () => {
  it('takes the word of who looked at an image', () => {
    expect(judgePixels(image, 'hold', { release: looked })).toEqual({ verdict: 'confirmed', holds: [], findings: [] });
  });

  it('takes nobody’s word for what the image does not show', () => {
    const hidden: PixelAssessment = { ...image, code: 'codestream-comment', showsAll: false };
    expect(judgePixels(hidden, 'hold', { release: null })).toMatchObject({
      verdict: 'not-reviewed',
      holds: [{ reason: 'why' }],
    });
    expect(judgePixels(hidden, 'hold', { release: looked })).toEqual({
      verdict: 'not-reviewed',
      holds: [],
      findings: [{ code: 'pixel-data-holds-more', message: 'why' }],
    });
  });
});
