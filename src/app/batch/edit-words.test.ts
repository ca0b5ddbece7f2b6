import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { countProfileChanges, withPreset } from './edit-profile.ts';
import { withAddedWords, withWord } from './edit-words.ts';

const plain = createProfile('qmenta-guarded');

describe('words of the person’s own', () => {
  it('are in one list at a time, however they are written', () => {
    const kept = withWord(withWord(plain, 'Xyzzy', 'keep'), 'Äb', 'keep');
    expect(kept.words).toEqual({ keep: ['Xyzzy', 'Äb'], remove: [] });
    expect(withWord(kept, 'XYZZY', 'remove').words).toEqual({ keep: ['Äb'], remove: ['XYZZY'] });
    expect(withWord(withWord(kept, 'ab', 'forget'), 'xyzzy', 'forget')).toEqual(plain);
  });

  it('come from a list as well, and stay with another preset', () => {
    const listed = withAddedWords(withWord(plain, 'lung', 'keep'), { keep: ['a'], remove: ['Lung'] });
    expect(listed.words).toEqual({ keep: ['a'], remove: ['Lung'] });
    expect(withPreset(listed, 'ps315-basic').words).toEqual(listed.words);
    expect(countProfileChanges(listed)).toBe(2);
  });
});
