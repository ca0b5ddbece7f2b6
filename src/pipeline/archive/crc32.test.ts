import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, crc32InScript } from './crc32.ts';

describe.each([
  ['of the platform', crc32],
  ['in script', crc32InScript],
])('crc32 %s', (_, crc32) => {
  it('gives the check value of the polynomial for "123456789"', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('is 0 for nothing', () => {
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it('continues where an earlier stretch ended, wherever the cut is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
        const whole = crc32(bytes);
        return crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut))) === whole;
      }),
    );
  });

  it.runIf(zlibCrc32 !== undefined)('agrees with zlib on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
  });

  it('agrees with a bit-by-bit computation on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => crc32(bytes) === bitByBit(bytes)));
  });
});

function bitByBit(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
