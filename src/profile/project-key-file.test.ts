import { expect, it } from 'vitest';
import { parseProjectKey, serializeProjectKey } from './project-key-file.ts';

it('gives back the bytes that were saved', () => {
  const key = Uint8Array.from({ length: 32 }, (_, i) => (i * 37) & 0xff);
  expect(parseProjectKey(serializeProjectKey(key))).toEqual(key);
});

it.each(['', 'not json', '[]', '{}', '{"format":"nescio-project-key","key":"abc"}', '{"format":"x","key":"00"}'])(
  'refuses %j',
  (text) => expect(parseProjectKey(text)).toBeNull(),
);

const file = (parts: object) =>
  JSON.stringify({ format: 'nescio-project-key', formatVersion: 1, key: 'ab'.repeat(32), ...parts });

it.each([
  ['a digit more', { key: `${'ab'.repeat(32)}a` }],
  ['a digit less', { key: 'ab'.repeat(32).slice(1) }],
  ['something before the digits', { key: `x${'ab'.repeat(32)}` }],
  ['a letter that is no digit', { key: `${'ab'.repeat(31)}ag` }],
  ['another format', { format: 'nescio-profile' }],
  ['a list of digits', { key: ['ab'.repeat(32)] }],
])('refuses a file with %s', (_, parts) => {
  expect(parseProjectKey(file({}))).not.toBeNull();
  expect(parseProjectKey(file(parts))).toBeNull();
});

it('reads capital digits', () => {
  expect(parseProjectKey(file({ key: 'AB'.repeat(32) }))).toEqual(new Uint8Array(32).fill(0xab));
});

it.each(['null', '"nescio-project-key"', '7'])('refuses JSON that is no object: %s', (text) => {
  expect(parseProjectKey(text)).toBeNull();
});
