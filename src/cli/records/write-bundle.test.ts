import { existsSync, fstatSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import { writeBundle } from './write-bundle.ts';

const { signal } = new AbortController();

it.runIf(existsSync('/dev/full'))('says that the disk is full, and closes the file and what is read', async () => {
  const file = openSync('/dev/full', 'w');
  let isClosed = false;
  async function* content() {
    try {
      while (true) yield crypto.getRandomValues(new Uint8Array(65_536));
    } finally {
      isClosed = true;
    }
  }
  await expect(writeBundle(file, [{ name: 'a', content }], signal)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(() => fstatSync(file)).toThrow('EBADF');
  expect(isClosed).toBe(true);
});
