import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { part10 } from '../../testing/part10.ts';
import { metaEnd, prefixBytes, readContent, readMeta } from './stream-content.ts';

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

/** A file whose meta group is made of these elements: number, VR, and bytes behind them. */
function withMeta(...elements: readonly (readonly [number, string, readonly number[]])[]): Uint8Array {
  const group = elements.flatMap(([element, vr, rest]) => [2, 0, element, 0, ...new TextEncoder().encode(vr), ...rest]);
  const head = part10({ uid: '1', dataset: '' }).slice(0, prefixBytes);
  new DataView(head.buffer).setUint32(140, group.length, true);
  return Uint8Array.from([...head, ...group]);
}
const text = (value: string) => [value.length, 0, ...new TextEncoder().encode(value)];

describe('File Meta Information', () => {
  it('is passed over element by element, those with long lengths as well', () => {
    const long = (...bytes: readonly number[]) => [0, 0, bytes.length, 0, 0, 0, ...bytes];
    for (const vr of ['OB', 'UN', 'UT', 'UC', 'UR']) {
      // What stands in a value looks like an element, and is none.
      const inside = [2, 0, 3, 0, 0x55, 0x49, 2, 0, 0x39, 0];
      const file = withMeta([0x01, vr, long(...inside)], [0x03, 'UI', text('2.25.7')]);
      expect(readMeta(file), vr).toMatchObject({ sopInstanceUid: '2.25.7', endBytes: file.length });
    }
  });

  it('says which class, instance and transfer syntax, without padding', () => {
    const file = withMeta([0x02, 'UI', text('1.2\0')], [0x03, 'UI', text('1.3 \0')], [0x10, 'UI', text('1.4')]);
    expect(readMeta(file)).toEqual({
      endBytes: file.length,
      sopClassUid: '1.2',
      sopInstanceUid: '1.3',
      transferSyntaxUid: '1.4',
    });
  });

  it('takes a UID only of its VR, and of at most 64 characters', () => {
    const file = withMeta([0x02, 'UI', text('1'.repeat(80))], [0x03, 'LO', text('1.3')], [0x10, 'UI', text('1.4')]);
    expect(readMeta(file)).toMatchObject({
      sopClassUid: '1'.repeat(64),
      sopInstanceUid: '',
      transferSyntaxUid: '1.4',
    });
  });

  it('that ends in the middle of an element says what stood before', () => {
    const cutShort = withMeta([0x02, 'UI', text('1.2')], [0x01, 'OB', [0, 0]]);
    expect(readMeta(cutShort)).toMatchObject({ sopClassUid: '1.2', sopInstanceUid: '' });
    const lying = withMeta([0x02, 'UI', text('1.2')], [0x03, 'UI', [200, 0, 0x31]]);
    expect(readMeta(lying)).toMatchObject({ sopClassUid: '1.2', sopInstanceUid: '1' });
    const file = withMeta([0x02, 'UI', text('1.2')]);
    expect(readMeta(file.subarray(0, file.length - 1))).toMatchObject({ endBytes: file.length - 1, sopClassUid: '1.' });
  });

  it('has an end only behind DICM, its length, and up to 64 KB', () => {
    const file = withMeta([0x02, 'UI', text('1.2')]);
    const changed = (at: number, value: number) => {
      const other = file.slice();
      new DataView(other.buffer).setUint32(at, value, true);
      return metaEnd(other);
    };
    expect(metaEnd(file)).toBe(file.length);
    expect([changed(128, 0), changed(132, 0), metaEnd(file.subarray(0, prefixBytes - 1))]).toEqual([0, 0, 0]);
    expect([changed(140, 65_536), changed(140, 65_537)]).toEqual([prefixBytes + 65_536, 0]);
    expect(metaEnd(file.subarray(0, prefixBytes))).toBe(file.length);
  });
});
