import { expect, it } from 'vitest';
import { freeBuffer } from './free-buffer.ts';

it('leaves nothing of the bytes where the engine can do that, and does no harm elsewhere', () => {
  const bytes = new Uint8Array(1000).fill(1);
  const hasTransfer = 'transfer' in ArrayBuffer.prototype;
  freeBuffer(bytes.subarray(10, 20));
  expect(bytes.byteLength).toBe(hasTransfer ? 0 : 1000);
  expect(() => freeBuffer(bytes)).not.toThrow();
});

it('asks the buffer itself', () => {
  const asked: number[] = [];
  const bytes = new Uint8Array(8);
  Object.defineProperty(bytes.buffer, 'transfer', { value: (lengthBytes: number) => asked.push(lengthBytes) });
  freeBuffer(bytes);
  expect(asked).toEqual([0]);
});
