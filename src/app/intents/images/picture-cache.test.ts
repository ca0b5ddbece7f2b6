import { expect, it, vi } from 'vitest';
import type { Thumbnail, Tile } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import { createPictureCache } from './picture-cache.ts';

const content = (): InputContent => ({ kind: 'plain', blob: new Blob(), lastModifiedMs: 0 });
const bitmap = () => ({ width: 10, height: 10, close: vi.fn() }) as unknown as ImageBitmap;
/** 400 bytes. */
const picture = (): Thumbnail => ({ kind: 'thumbnail', bitmap: bitmap() });

it('keeps the pictures used last within its limit, and closes the others', () => {
  const cache = createPictureCache<Thumbnail>(1000);
  const file = content();
  const names = [0, 1, 2].map((frame) => cache.nameOf([{ content: file, frame }]));
  const pictures = [picture(), picture(), picture()];
  cache.put(names[0]!, pictures[0]!);
  cache.put(names[1]!, pictures[1]!);
  expect(cache.get(names[0]!)).toBe(pictures[0]);
  cache.put(names[2]!, pictures[2]!);
  expect(names.map((name) => cache.get(name) !== null)).toEqual([true, false, true]);
  expect(pictures.map((one) => vi.mocked(one.bitmap.close).mock.calls.length)).toEqual([0, 1, 0]);
  expect(cache.sizeBytes()).toBeLessThanOrEqual(1000);
});

it('counts and closes all pictures of a tile', () => {
  const cache = createPictureCache<Tile>(1000);
  const pictures = [
    { look: 'brightest', bitmap: bitmap() },
    { look: 'darkest', bitmap: bitmap() },
  ] as const;
  cache.put('tile', { kind: 'tile', rows: 10, columns: 10, pictures, isDrowned: false });
  expect(cache.sizeBytes()).toBe(800);
  cache.clear();
  for (const one of pictures) expect(one.bitmap.close).toHaveBeenCalledOnce();
});

it('knows files apart that look the same, and groups of frames', () => {
  const cache = createPictureCache<Thumbnail>(1000);
  const [one, other] = [content(), content()];
  const asked = [
    [{ content: one, frame: 0 }],
    [{ content: other, frame: 0 }],
    [{ content: one, frame: 1 }],
    [
      { content: one, frame: 0 },
      { content: other, frame: 0 },
    ],
  ];
  expect(new Set(asked.map(cache.nameOf)).size).toBe(4);
  expect(cache.nameOf(asked[3]!)).toBe(cache.nameOf([...asked[3]!]));
});

it('closes everything when a batch ends', () => {
  const cache = createPictureCache<Thumbnail>(1000);
  const kept = picture();
  cache.put('kept', kept);
  cache.clear();
  expect(kept.bitmap.close).toHaveBeenCalledOnce();
  expect([cache.get('kept'), cache.sizeBytes()]).toEqual([null, 0]);
});
