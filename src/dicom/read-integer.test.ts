import { describe, expect, it } from 'vitest';
import { buildFile, indexBytes } from '../testing/build-dataset.ts';
import { parseDecimal, parseInteger } from './decimal-text.ts';
import { readInteger } from './read-integer.ts';
import { readNumbers } from './value-codec.ts';
import type { Vr } from './vr.ts';

const numberOfFrames = 0x00280008;

function read(vr: Vr, bytes: Uint8Array) {
  return readInteger(indexBytes(buildFile([{ tag: numberOfFrames, vr, bytes }])), numberOfFrames);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text.length % 2 === 0 ? text : `${text} `);
}

describe('a number of a header that sizes something', () => {
  it.each(['1', '12', ' 7 ', '+3', '2147483647', '0', '5.0'])('may be %j', (text) => {
    expect(read('IS', bytesOf(text))).toEqual({ kind: 'integer', value: Number(text) });
  });

  it.each(['1e308', `1${'0'.repeat(308)}`, 'Infinity', 'NaN', '-1', '2147483648', '0x10', '1.5', 'one', '1 2', '1e3'])(
    'is malformed as %j',
    (text) => {
      expect(read('IS', bytesOf(text))).toEqual({ kind: 'malformed' });
    },
  );

  it.each([Number.POSITIVE_INFINITY, Number.NaN, 1e308, -1, 0.5, 2 ** 40])(
    'is malformed as %d of eight bytes',
    (value) => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setFloat64(0, value, true);
      expect(read('FD', bytes)).toEqual({ kind: 'malformed' });
    },
  );

  it('is absent when the element is not there or empty', () => {
    expect(read('IS', new Uint8Array(0))).toEqual({ kind: 'absent' });
    expect(readInteger(indexBytes(buildFile([{ tag: 0x00280010, vr: 'US', values: ['1'] }])), numberOfFrames)).toEqual({
      kind: 'absent',
    });
  });
});

describe('numbers as text', () => {
  it.each([['1e400'], ['Infinity'], ['0x1F'], [''], ['1,5'], ['--1'], ['1e']])('%j is no decimal string', (text) => {
    expect(parseDecimal(text)).toBeNaN();
  });

  it('are read as PS3.5 writes them', () => {
    expect(['1.5', '-.5', '5.', '1E-3', '+2'].map(parseDecimal)).toEqual([1.5, -0.5, 5, 0.001, 2]);
    expect(parseInteger('-2147483648')).toBe(-2147483648);
    const file = buildFile([{ tag: 0x00280030, vr: 'DS', bytes: bytesOf('0.5\\1e999\\\\2') }]);
    const dataset = indexBytes(file);
    const at = dataset.elements.tags.indexOf(0x00280030);
    expect(readNumbers(dataset, at)).toEqual([0.5, Number.NaN, Number.NaN, 2]);
  });
});
