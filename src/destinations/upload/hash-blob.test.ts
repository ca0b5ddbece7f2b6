import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashBlob } from './hash-blob.ts';

const megabyte = 1024 * 1024;

it.each([0, 10, 32 * megabyte, 32 * megabyte + 1])(
  'the hash of %i bytes is the one that others compute, whole or by window',
  async (sizeBytes) => {
    const bytes = new Uint8Array(sizeBytes);
    for (let at = 0; at < sizeBytes; at += 4093) bytes[at] = at % 251;
    bytes.fill(1, -1);
    expect(await hashBlob(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
  },
);
