import { describe, expect, it } from 'vitest';
import { purposeProfile } from '../../../profile/purposes/purpose-profile.ts';
import { purposeIds } from '../../../profile/purposes/purposes.ts';
import { besideDefault } from './beside-default.ts';

const following = (profile: Parameters<typeof besideDefault>[0]) =>
  besideDefault(profile).following.map(({ by, isLooser }) => [by, isLooser]);

describe('a profile beside the default', () => {
  it('says nothing of the default itself', () => {
    expect(besideDefault(purposeProfile('default')).following).toEqual([]);
  });

  it('tells what follows from a stricter purpose apart from what the person left in beside it', () => {
    const strict = purposeProfile('share');
    expect(following(strict)).toEqual([['purpose', false]]);
    const withWord = { ...strict, words: { keep: ['Tannhausen'], remove: [] } };
    expect(following(withWord)).toEqual([
      ['purpose', false],
      ['own', true],
    ]);
  });

  it('says each sentence once', () => {
    for (const id of purposeIds) {
      const sentences = besideDefault(purposeProfile(id)).following.flatMap((one) => one.sentences);
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });
});
