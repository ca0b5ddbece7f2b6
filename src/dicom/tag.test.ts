import { describe, expect, it } from 'vitest';
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator, parseTag, tagOf } from './tag.ts';

describe('a tag', () => {
  it('is one number of group and element, up to the highest', () => {
    for (const [group, element] of [
      [0x0010, 0x0020],
      [0x7fe0, 0x0010],
      [0xffff, 0xffff],
      [0, 0],
    ] as const) {
      const tag = tagOf(group, element);
      expect([groupOf(tag), elementOf(tag)]).toEqual([group, element]);
      expect(parseTag(formatTag(tag))).toBe(tag);
    }
  });

  it.each(['(0010,0020)', '0010,0020', '00100020', ' (0010,0020) '])('is read from %j', (text) => {
    expect(parseTag(text)).toBe(0x00100020);
  });

  it.each(['', '0010', '0010,002', '0010,00200', '001g,0020', '0010;0020', 'x00100020'])(
    'is not read from %j',
    (text) => {
      expect(parseTag(text)).toBeNull();
    },
  );

  it('is private in odd groups, and reserves a block from (gggg,0010) to (gggg,00FF) there (PS3.5 7.8.1)', () => {
    expect([tagOf(9, 0), tagOf(8, 0x10)].map(isPrivate)).toEqual([true, false]);
    const elements = [0x00, 0x01, 0x0f, 0x10, 0xff, 0x100, 0x1010];
    expect(elements.filter((element) => isPrivateCreator(tagOf(0x0009, element)))).toEqual([0x10, 0xff]);
    expect(elements.filter((element) => isPrivateCreator(tagOf(0x0008, element)))).toEqual([]);
  });
});
