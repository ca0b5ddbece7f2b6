import { expect, it } from 'vitest';
import { freeBuffer } from './free-buffer.ts';

it('leaves nothing of large buffers, asked once or twice', () => {
  const bytes = new Uint8Array(1024 * 1024);
  freeBuffer(bytes.subarray(10, 20));
  expect(bytes.byteLength).toBe(0);
  expect(() => freeBuffer(bytes)).not.toThrow();
});

it('leaves small ones to the collector', () => {
  const bytes = new Uint8Array(1000);
  freeBuffer(bytes);
  expect(bytes.byteLength).toBe(1000);
});
