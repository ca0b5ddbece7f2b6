import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { part10 } from '../../testing/part10.ts';
import { readContent } from './stream-content.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = (bytes: Uint8Array, size = bytes.length || 1) => readContent(cut(bytes, size));

describe('the content of a file', () => {
  const file = part10({ uid: '2.25.7', dataset: 'the data set' });

  it('is the same in whatever pieces it comes', async () => {
    const whole = await read(file);
    expect(whole).toEqual({
      sopInstanceUid: '2.25.7',
      hash: createHash('sha256').update('1.2.840.10008.1.2.1\0the data set').digest('hex'),
    });
    for (const size of [1, 7, 143, 144, 145]) expect(await read(file, size)).toEqual(whole);
  });

  it('is the same with File Meta Information that a server wrote anew', async () => {
    const other = part10({ uid: '2.25.7', dataset: 'the data set', implementation: 'SOMEBODY_ELSE 9' });
    expect(other.length).not.toBe(file.length);
    expect(await read(other)).toEqual(await read(file));
  });

  it('is another with one byte changed, cut off or added, or in another transfer syntax', async () => {
    const { hash } = await read(file);
    const others = [
      part10({ uid: '2.25.7', dataset: 'the data sat' }),
      part10({ uid: '2.25.7', dataset: 'the data se' }),
      part10({ uid: '2.25.7', dataset: 'the data set\0' }),
      part10({ uid: '2.25.7', dataset: 'the data set', transferSyntax: '1.2.840.10008.1.2' }),
    ];
    for (const other of others) expect((await read(other)).hash).not.toBe(hash);
  });

  it('is every byte where there is no meta group, or one that cannot be', async () => {
    const lying = Uint8Array.from(file);
    new DataView(lying.buffer).setUint32(140, 0xffffffff, true);
    for (const bytes of [new Uint8Array(), new Uint8Array(20).fill(1), new Uint8Array(5000).fill(2), lying]) {
      const { hash, sopInstanceUid } = await read(bytes, 100);
      expect(sopInstanceUid).toBe('');
      expect(hash).toBe(createHash('sha256').update('\0').update(bytes).digest('hex'));
    }
  });
});
