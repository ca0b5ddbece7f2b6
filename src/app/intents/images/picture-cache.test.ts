import { expect, it, vi } from 'vitest';
import type { ImageProblem, Thumbnail, Tile } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import { askKeeping, createPictureCache } from './picture-cache.ts';

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

it('closes a picture that another one of the same name takes the place of, and counts it no more', () => {
  const cache = createPictureCache<Thumbnail>(1000);
  const [old, now] = [picture(), picture()];
  cache.put('a', old);
  cache.put('a', now);
  expect(old.bitmap.close).toHaveBeenCalledOnce();
  expect(now.bitmap.close).not.toHaveBeenCalled();
  expect([cache.get('a'), cache.sizeBytes()]).toEqual([now, 400]);
});

it('fills its limit to the byte, and keeps the newest picture however large it is', () => {
  const cache = createPictureCache<Thumbnail>(800);
  const [one, two] = [picture(), picture()];
  cache.put('one', one);
  cache.put('two', two);
  expect([cache.get('one'), cache.get('two')]).toEqual([one, two]);
  const bitmap = { width: 100, height: 100, close: vi.fn() } as unknown as ImageBitmap;
  cache.put('large', { kind: 'thumbnail', bitmap });
  expect(cache.sizeBytes()).toBe(40_000);
  expect(bitmap.close).not.toHaveBeenCalled();
  expect([cache.get('one'), cache.get('two')]).toEqual([null, null]);
});

it('counts what could not be shown as 100 bytes, so that these do not pile up', () => {
  const cache = createPictureCache<Thumbnail | ImageProblem>(250);
  const problem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' } as const;
  for (const name of ['a', 'b', 'c']) cache.put(name, problem);
  expect(cache.sizeBytes()).toBe(200);
  expect(['a', 'b', 'c'].map((name) => cache.get(name))).toEqual([null, problem, problem]);
});

it('asks for a picture until it is here, and then gives it before it returns', () => {
  const cache = createPictureCache<Thumbnail>(1000);
  const answers: ((one: Thumbnail) => void)[] = [];
  const cancel = vi.fn();
  const ask = (onResult: (one: Thumbnail) => void) => {
    answers.push(onResult);
    return cancel;
  };
  const [got, made] = [vi.fn(), picture()];
  askKeeping(cache, 'a', ask, got)();
  expect(cancel).toHaveBeenCalledOnce();
  expect(got).not.toHaveBeenCalled();
  answers[0]?.(made);
  expect(got.mock.calls).toEqual([[made]]);
  askKeeping(cache, 'a', ask, got)();
  expect(got.mock.calls).toEqual([[made], [made]]);
  expect([answers.length, cancel.mock.calls.length]).toEqual([1, 1]);
});
