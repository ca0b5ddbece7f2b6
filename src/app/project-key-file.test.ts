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
