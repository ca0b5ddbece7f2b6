import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIn, parseShard, shardName } from './shard.ts';

describe('a shard', () => {
  it.each([
    ['0/1', { index: 0, count: 1 }],
    ['3/10', { index: 3, count: 10 }],
    ['99999/999999', { index: 99_999, count: 999_999 }],
  ])('is read, and named as it was written: %s', (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
    expect(shardName(shard)).toBe(text);
  });

  it.each([
    '',
    '1',
    '1/',
    '/2',
    '2/2',
    '3/2',
    '0/0',
    '-1/2',
    'a/b',
    '1/2/3',
    ' 1/2',
    '1/2 ',
    '1.5/2',
    '1/1000000',
    '1000000/2',
  ])('is none: %j', (text) => {
    expect(parseShard(text)).toBeNull();
  });

  it('has each file once, whatever their number', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (name, count) => {
        const shards = Array.from({ length: count }, (_, index) => ({ index, count }));
        expect(shards.filter((shard) => isIn(shard, name))).toHaveLength(1);
      }),
    );
  });

  it('has about as many files as the next one, and no shard has all', () => {
    const names = Array.from({ length: 1000 }, (_, at) => `folder/IM${at}`);
    for (const index of [0, 1, 2, 3]) {
      const count = names.filter((name) => isIn({ index, count: 4 }, name)).length;
      expect(count).toBeGreaterThan(200);
      expect(count).toBeLessThan(300);
    }
    expect(names.every((name) => isIn(null, name))).toBe(true);
    expect(shardName(null)).toBe('');
  });
});
