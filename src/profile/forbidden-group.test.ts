import { expect, it } from 'vitest';
import { isForbiddenGroup } from './forbidden-group.ts';

it.each([
  [0x00001000, 'a command (PS3.7)'],
  [0x00020003, 'File Meta Information inside the data set (PS3.10 7.1)'],
  [0x00041511, 'a directory element (PS3.15 E.1.1)'],
  [0x00060010, 'group 0006'],
  [0x00010010, 'an odd group below 0009 (PS3.5 7.1)'],
  [0x00070001, 'an odd group below 0009 (PS3.5 7.1)'],
  [0xffff0001, 'group FFFF (PS3.5 7.1)'],
  [0x00080000, 'a group length (PS3.5 7.2)'],
])('forbids %i: %s', (tag) => {
  expect(isForbiddenGroup(tag)).toBe(true);
});

it.each([0x00080005, 0x00090010, 0x00100010, 0x7fe00010, 0xfffcfffc])('allows %i', (tag) => {
  expect(isForbiddenGroup(tag)).toBe(false);
});
