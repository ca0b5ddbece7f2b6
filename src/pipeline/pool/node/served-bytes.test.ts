import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
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
