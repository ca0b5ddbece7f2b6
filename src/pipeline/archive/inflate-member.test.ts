import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';
import { inflateMember } from './inflate-member.ts';

const packed = (bytes: Uint8Array) => new Uint8Array(deflateRawSync(bytes));
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const statedOf = (bytes: Uint8Array) => ({ sizeBytes: bytes.length, crc32: crc32(bytes) });
const text = new Uint8Array(300_000).map((_, at) => (at * at) & 0xff);

describe('inflateMember', () => {
  it('gives back what was deflated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(await inflateMember(packed(bytes), statedOf(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
    expect(await inflateMember(packed(text), statedOf(text))).toEqual(text);
  });

  it('does not mind bytes behind the end of the stream', async () => {
    expect(await inflateMember(joined(packed(text), Uint8Array.of(1, 2, 3)), statedOf(text))).toEqual(text);
  });

  it.each<[string, Uint8Array<ArrayBuffer>, number]>([
    ['is longer than stated', packed(text), text.length - 1],
    ['is shorter than stated', packed(text), text.length + 1],
    ['is cut short', packed(text).slice(0, 500), text.length],
    ['is no deflated data', Uint8Array.of(0xff, 0xff, 0xff), 10],
    ['is empty', new Uint8Array(0), 10],
    ['is a bomb', packed(new Uint8Array(50_000_000)), 1000],
  ])('refuses a member that %s', async (_, bytes, sizeBytes) => {
    expect(await inflateMember(bytes, { sizeBytes, crc32: crc32(text) })).toBeNull();
  });
});
