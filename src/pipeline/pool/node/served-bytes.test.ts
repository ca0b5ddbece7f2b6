import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { onRead, ServedBytes } from './served-bytes.ts';

const MB = 1024 * 1024;
const asked: string[] = [];

function served(url: string, sizeBytes: number): ServedBytes {
  const etag = createHash('sha256').update(new Uint8Array(sizeBytes)).digest('hex');
  return new ServedBytes({ url, signInFile: '', etag, servedBytes: sizeBytes, startBytes: 0, size: sizeBytes });
}

it('asks for a large instance once while it is read by windows, whatever small ones are read between them', async () => {
  const sizes: Readonly<Record<string, number>> = { large: 65 * MB, small: MB };
  onRead(async ({ url }, take) => {
    asked.push(url);
    return take(
      (async function* () {
        yield new Uint8Array(sizes[url]!);
      })(),
    );
  });
  const [large, small] = [served('large', 65 * MB), served('small', MB)];
  for (let at = 0; at < 65 * MB; at += 30 * MB) {
    expect((await large.slice(at, at + MB).arrayBuffer()).byteLength).toBe(MB);
    expect((await small.arrayBuffer()).byteLength).toBe(MB);
  }
  expect(asked).toEqual(['large', 'small']);
});

it('keeps 32 MB of small instances, those that were read last, and asks for older ones again', async () => {
  vi.resetModules();
  const fresh = await import('./served-bytes.ts');
  const names: string[] = [];
  fresh.onRead(async ({ url }, take) => {
    names.push(url);
    return take(
      (async function* () {
        yield new Uint8Array(MB);
      })(),
    );
  });
  const instances = Array.from({ length: 33 }, (_, at) => new fresh.ServedBytes({ ...served(`${at}`, MB) }));
  for (const instance of instances.slice(0, 32)) await instance.arrayBuffer();
  await instances[0]!.arrayBuffer();
  expect(names).toHaveLength(32);
  await instances[32]!.arrayBuffer();
  await instances[1]!.arrayBuffer();
  expect(names).toHaveLength(33);
  await instances[0]!.arrayBuffer();
  expect(names.slice(32)).toEqual(['32', '0']);
});

it('gives no bytes that are others than were listed, and does not keep them', async () => {
  const answers = [new Uint8Array(9), new Uint8Array(11), new Uint8Array(10).fill(1), new Uint8Array(10)];
  onRead(async (_, take) =>
    take(
      (async function* () {
        yield answers.shift()!;
      })(),
    ),
  );
  const instance = served('changed', 10);
  for (const _ of [9, 11, 10]) await expect(instance.arrayBuffer()).rejects.toThrow('has changed on the server');
  expect((await instance.slice(2, 5).arrayBuffer()).byteLength).toBe(3);
});
