import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { onRead, ServedBytes } from '../../pipeline/pool/node/served-bytes.ts';
import { s3Server } from '../../testing/s3-server.ts';
import { openStoreOutput } from './store-output.ts';

const store = s3Server();
const sizeBytes = 33 * 1024 * 1024;

it('asks a server once for each of the large instances that are put side by side', async () => {
  const asked: string[] = [];
  onRead((place, take) => {
    asked.push(place.url);
    return take(
      (async function* () {
        yield new Uint8Array(sizeBytes);
      })(),
    );
  });
  const etag = createHash('sha256').update(new Uint8Array(sizeBytes)).digest('hex');
  const output = openStoreOutput(
    { bucket: 'out', prefix: '' },
    false,
    () => undefined,
    () => undefined,
  );
  const writing = ['a', 'b'].map((url, id) => {
    const blob = new ServedBytes({ url, signInFile: '', etag, servedBytes: sizeBytes, startBytes: 0, size: sizeBytes });
    const input = { id, path: url, content: { kind: 'plain', blob, lastModifiedMs: 0 } } as const;
    const parts = [{ kind: 'range', offsetBytes: 0, lengthBytes: sizeBytes }] as const;
    return output.write({ path: url, input, file: { kind: 'produced', id, parts, sizeBytes, crc32: null } });
  });
  expect(await Promise.all(writing)).toEqual([{ kind: 'written' }, { kind: 'written' }]);
  expect([...store.objects.values()].map(({ bytes }) => bytes.length)).toEqual([sizeBytes, sizeBytes]);
  expect(asked).toEqual(['a', 'b']);
});
