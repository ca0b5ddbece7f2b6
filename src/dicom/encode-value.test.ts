import { data, log } from 'dcmjs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decodeNumbers, decodeValues } from './decode-value.ts';
import { encodeValues } from './encode-value.ts';
import type { ValueEncoding } from './value-encoding.ts';
import type { Vr } from './vr.ts';

/** Every console method, taken before dcmjs binds them. */
const consoleCalls = vi.hoisted(() => {
  const calls: unknown[][] = [];
  for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
    console[method] = (...args: unknown[]) => void calls.push(args);
  }
  return calls;
});

const little: ValueEncoding = { isLittleEndian: true, isExplicitVr: true, characterSets: [] };
const orders = [true, false];

function bytesOf(result: ReturnType<typeof encodeValues>): Uint8Array {
  if (!(result instanceof Uint8Array)) throw new Error(result.message);
  return result;
}

function roundTrip(values: readonly string[], vr: Vr, encoding: ValueEncoding = little): readonly string[] {
  const bytes = bytesOf(encodeValues(values, vr, encoding, null));
  expect(bytes.length % 2).toBe(0);
  // Somewhere inside a larger buffer, as values of a file are.
  const buffer = new Uint8Array(bytes.length + 7).fill(0x41);
  buffer.set(bytes, 3);
  return decodeValues(buffer.subarray(3, 3 + bytes.length), vr, encoding.isLittleEndian, () => encoding.characterSets);
}

const letters = fc.string({ unit: fc.constantFrom(...'ABcz059^=._-'), minLength: 1, maxLength: 90 });
const integers = (least: bigint, most: bigint) => fc.bigInt({ min: least, max: most }).map(String);
const floats = (single: boolean) =>
  (single ? fc.float({ noNaN: true }) : fc.double({ noNaN: true })).map((value) =>
    String(Object.is(value, -0) ? 0 : value),
  );

const arbitraries: readonly (readonly [Vr, fc.Arbitrary<string>])[] = [
  ...(['AE', 'AS', 'CS', 'DA', 'DT', 'LO', 'PN', 'SH', 'TM', 'UC'] as const).map((vr) => [vr, letters] as const),
  ...(['LT', 'ST', 'UR', 'UT'] as const).map((vr) => [vr, letters.map((text) => `${text}\\${text}`)] as const),
  ['UI', fc.string({ unit: fc.constantFrom(...'0123456789.'), minLength: 1, maxLength: 64 })],
  ['DS', fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)],
  ['IS', integers(-(2n ** 31n), 2n ** 31n - 1n)],
  ['US', integers(0n, 2n ** 16n - 1n)],
  ['SS', integers(-(2n ** 15n), 2n ** 15n - 1n)],
  ['UL', integers(0n, 2n ** 32n - 1n)],
  ['SL', integers(-(2n ** 31n), 2n ** 31n - 1n)],
  ['UV', integers(0n, 2n ** 64n - 1n)],
  ['SV', integers(-(2n ** 63n), 2n ** 63n - 1n)],
  ['FL', floats(true).map((text) => String(Number(text)))],
  ['FD', floats(false)],
  ['AT', fc.constantFrom('(0010,0020)', '(FFFE,E000)', '(0009,00FF)')],
];

describe('encodeValues and decodeValues', () => {
  it.each(arbitraries)('give back every value of %s, in both byte orders', (vr, arbitrary) => {
    const isSingle = ['LT', 'ST', 'UR', 'UT'].includes(vr);
    const lists = fc.array(arbitrary, { minLength: 1, maxLength: isSingle ? 1 : 4 });
    fc.assert(
      fc.property(lists, fc.constantFrom(...orders), (values, isLittleEndian) => {
        const back = roundTrip(values, vr, { ...little, isLittleEndian });
        if (vr === 'FL') expect(back.map((text) => Math.fround(Number(text)))).toEqual(values.map(Number));
        else expect(back).toEqual(values);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['US', true, '258', [2, 1]],
    ['US', false, '258', [1, 2]],
    ['SS', false, '-2', [0xff, 0xfe]],
    ['UL', true, '1', [1, 0, 0, 0]],
    ['SL', false, '-1', [255, 255, 255, 255]],
    ['FL', false, '1', [0x3f, 0x80, 0, 0]],
    ['FD', true, '1', [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]],
    ['SV', false, '-1', [255, 255, 255, 255, 255, 255, 255, 255]],
    ['UV', true, '9', [9, 0, 0, 0, 0, 0, 0, 0]],
    ['AT', true, '(0010,0020)', [0x10, 0, 0x20, 0]],
    ['AT', false, '(FFFE,E000)', [0xff, 0xfe, 0xe0, 0]],
    ['UI', true, '1.2', [0x31, 0x2e, 0x32, 0]],
    ['LO', true, 'abc', [0x61, 0x62, 0x63, 0x20]],
    ['PN', true, 'a', [0x61, 0x20]],
    ['CS', false, 'A', [0x41, 0x20]],
    ['OB', true, '0aFF01', [0x0a, 0xff, 0x01, 0]],
    ['UN', true, '', []],
  ] as const)('write %s (little endian: %s) %s as PS3.5 6.2 has it', (vr, isLittleEndian, value, bytes) => {
    expect([...bytesOf(encodeValues([value], vr, { ...little, isLittleEndian }, null))]).toEqual(bytes);
  });

  it('write text in the character set of its place', () => {
    const latin = { ...little, characterSets: ['ISO_IR 100'] };
    expect([...bytesOf(encodeValues(['Jürgen'], 'PN', latin, null))]).toEqual([0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e]);
    expect(roundTrip(['王^小東', '김'], 'PN', { ...little, characterSets: ['ISO_IR 192'] })).toEqual(['王^小東', '김']);
    const japanese = { ...little, characterSets: ['', 'ISO 2022 IR 87'] };
    expect(roundTrip(['Yamada=山田', '太郎'], 'PN', japanese)).toEqual(['Yamada=山田', '太郎']);
  });

  it('keep empty values between others, also of names', () => {
    expect(roundTrip(['A', '', 'B'], 'PN')).toEqual(['A', '', 'B']);
    expect(roundTrip(['', '', 'B'], 'LO')).toEqual(['', '', 'B']);
    expect(roundTrip(['1', ''], 'DS')).toEqual(['1', '']);
  });

  it('keep DS and IS as they are written', () => {
    expect(roundTrip(['-0.000', '1.50', '1e3'], 'DS')).toEqual(['-0.000', '1.50', '1e3']);
    expect(roundTrip(['007'], 'IS')).toEqual(['007']);
  });

  it('share the bytes of equal calls', () => {
    expect(encodeValues(['same'], 'LO', little, null)).toBe(encodeValues(['same'], 'LO', little, 0x00080070));
    const big = { ...little, isLittleEndian: false };
    expect(encodeValues(['1'], 'US', little, null)).not.toEqual(encodeValues(['1'], 'US', big, null));
  });

  it.each([
    [['1', '2'], ['1']],
    [['a\n1 b'], ['a', 'b']],
    [
      ['a\u0000b', 'c'],
      ['a', 'b\u0000c'],
    ],
  ])('never take one list of values for another', (one, other) => {
    const [first, second] = [one, other].map((values) => bytesOf(encodeValues(values, 'LO', little, null)));
    expect(first).not.toEqual(second);
  });

  it.each([
    ['US', ['65536']],
    ['US', ['1.5']],
    ['SS', ['-32769']],
    ['UL', ['x']],
    ['UV', ['18446744073709551616']],
    ['FD', ['1,5']],
    ['AT', ['PatientID']],
    ['OB', ['secret']],
    ['LO', ['sec\\ret']],
    ['LO', ['Ä']],
    ['CS', ['Ä']],
    ['SQ', ['secret']],
  ] as const)('refuse %s %j, without quoting it', (vr, values) => {
    const result = encodeValues(values, vr, little, 0x00080070);
    expect(result).toMatchObject({ kind: 'error', code: 'cannot-encode', tag: 0x00080070 });
    expect(JSON.stringify(result)).not.toContain(values[0]);
  });

  it('read what is there where a value is cut short', () => {
    expect(decodeValues(new Uint8Array(0), 'US', true, () => [])).toEqual([]);
    expect(decodeValues(Uint8Array.of(1), 'US', true, () => [])).toEqual([]);
    expect(decodeValues(Uint8Array.of(1, 0, 9), 'US', true, () => [])).toEqual(['1']);
    expect(decodeNumbers(new Uint8Array(0), 'FD', true)).toEqual([]);
  });

  it('trim spaces and NULs behind, and leading spaces only where they say nothing', () => {
    const read = (text: string, vr: Vr) => decodeValues(new TextEncoder().encode(text), vr, true, () => []);
    expect(read(' a \\ b \0', 'LO')).toEqual(['a', 'b']);
    expect(read(' a\\b \0', 'LT')).toEqual([' a\\b']);
    expect(read(' a \0', 'PN')).toEqual([' a']);
    expect(read('1.2\0', 'UI')).toEqual(['1.2']);
    expect(read(' \0', 'LO')).toEqual([]);
  });

  it('read DS and IS as numbers, NaN for what is none', () => {
    const read = (text: string, vr: Vr) => decodeNumbers(new TextEncoder().encode(text), vr, true);
    expect(read('1.5\\ -2e1 \\\\1,5\\12px', 'DS')).toEqual([1.5, -20, Number.NaN, Number.NaN, Number.NaN]);
    expect(read('12 ', 'IS')).toEqual([12]);
  });

  it('let dcmjs throw and log nothing about over-long values', () => {
    for (const [vr, value] of [
      ['DA', '1997.04.24'],
      ['SH', 'x'.repeat(40)],
      ['CS', 'X'.repeat(40)],
      ['AE', 'X'.repeat(40)],
      ['DS', '1.23456789012345678901'],
      ['UI', '1.'.repeat(60)],
      ['PN', 'x'.repeat(100)],
      ['ST', 'x'.repeat(2000)],
    ] as const) {
      expect(roundTrip([value], vr)).toEqual([value]);
    }
    expect(consoleCalls).toEqual([]);
  });
});

describe('dcmjs', () => {
  it('has no way to the console, where it would put values', () => {
    data.ValueRepresentation.createByTypeString('a VR that dcmjs complains about');
    log.error('any');
    log.getLogger('validation.dcmjs').error('any');
    expect(consoleCalls).toEqual([]);
  });
});
