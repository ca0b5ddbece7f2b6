import { describe, expect, it } from 'vitest';
import { parseProfile } from './parse-profile.ts';
import { parseWordList } from './parse-word-list.ts';

const profile = (words: unknown) =>
  parseProfile({ format: 'nescio-profile', formatVersion: 1, preset: 'qmenta-guarded', words });

describe('a list of words', () => {
  it('has one word on a line; with a hyphen and a blank in front it is taken out', () => {
    expect(parseWordList('\uFEFF# ours\nXyzzy\r\n- Long\n\n  fl2d1 \n-x\nXyzzy\n')).toEqual({
      keep: ['-x', 'Xyzzy', 'fl2d1'],
      remove: ['Long'],
    });
  });

  it('is refused by line, without quoting what stands there', () => {
    const parsed = parseWordList('Xyzzy\ntwo words\nback\\slash\n- \n');
    expect('problems' in parsed && parsed.problems.map((problem) => problem.slice(0, 7))).toEqual([
      'Line 2:',
      'Line 3:',
    ]);
    expect(JSON.stringify(parsed)).not.toMatch(/two words|slash\\n/);
  });

  it('has its first hundred problems named, and the others counted, however many lines are wrong', () => {
    const problemsOf = (lines: number) => {
      const parsed = parseWordList('two words\n'.repeat(lines));
      return 'problems' in parsed ? parsed.problems : [];
    };
    expect(problemsOf(100)).toHaveLength(100);
    expect(problemsOf(100).at(-1)).toMatch(/^Line 100:/);
    expect(problemsOf(300_000)).toHaveLength(101);
    expect(problemsOf(300_000).at(-1)).toBe('And 299900 more lines.');
  });
});

describe('the words of a profile', () => {
  it('are put in order, each once, and no words are no member', () => {
    expect(profile({ keep: ['b', 'a', 'b'] })).toMatchObject({ words: { keep: ['a', 'b'], remove: [] } });
    expect(profile({ keep: [] })).not.toHaveProperty('words');
    expect(profile({})).not.toHaveProperty('words');
  });

  it('are words', () => {
    expect(profile({ keep: ['two words'] })).toMatchObject({ problems: [{ path: '$.words.keep[0]' }] });
    expect(profile({ remove: [7] })).toMatchObject({ problems: [{ path: '$.words.remove[0]' }] });
  });
});
