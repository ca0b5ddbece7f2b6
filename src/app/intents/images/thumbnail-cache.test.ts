import { expect, it, vi } from 'vitest';
import type { Thumbnail } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

const content = (): InputContent => ({ kind: 'plain', blob: new Blob(), lastModifiedMs: 0 });
/** 400 bytes. */
const picture = (): Thumbnail => ({
  kind: 'thumbnail',
  bitmap: { width: 10, height: 10, close: vi.fn() } as unknown as ImageBitmap,
});

it('keeps the pictures used last within its limit, and closes the others', () => {
  const cache = createThumbnailCache(1000);
  const file = content();
  const pictures = [picture(), picture(), picture()];
  cache.put(file, '0', pictures[0]!);
  cache.put(file, '1', pictures[1]!);
  expect(cache.get(file, '0')).toBe(pictures[0]);
  cache.put(file, '2', pictures[2]!);
  expect(['0', '1', '2'].map((frame) => cache.get(file, frame) !== null)).toEqual([true, false, true]);
  expect(pictures.map(({ bitmap }) => vi.mocked(bitmap.close).mock.calls.length)).toEqual([0, 1, 0]);
  expect(cache.sizeBytes()).toBeLessThanOrEqual(1000);
});

it('knows files apart that look the same', () => {
  const cache = createThumbnailCache(1000);
  cache.put(content(), '0', picture());
  expect(cache.get(content(), '0')).toBeNull();
});

it('closes everything when a batch ends', () => {
  const cache = createThumbnailCache(1000);
  const file = content();
  const kept = picture();
  cache.put(file, '0', kept);
  cache.clear();
  expect(kept.bitmap.close).toHaveBeenCalledOnce();
  expect([cache.get(file, '0'), cache.sizeBytes()]).toEqual([null, 0]);
});
