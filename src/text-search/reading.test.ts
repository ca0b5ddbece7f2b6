import { describe, expect, it } from 'vitest';
import { isCounted, isRead } from './counted-hit.ts';
import { alphabetOf, decodeCtc } from './decode-ctc.ts';
import { rememberLines } from './remember-lines.ts';

/** Steps in which one letter is sure. */
function stepsOf(letters: number, ...chosen: readonly number[]) {
  const values = new Float32Array(letters * chosen.length);
  chosen.forEach((letter, step) => {
    values[step * letters + letter] = 0.9;
  });
  return { values, steps: chosen.length, letters };
}

describe('decodeCtc', () => {
  const alphabet = alphabetOf('A\nB\n');

  it('counts a letter that stays once, and twice with nothing in between', () => {
    expect(decodeCtc(stepsOf(4, 1, 1, 0, 1, 2, 3, 2), alphabet).text).toBe('AAB B');
  });

  it('is not sure of anything where there is no letter', () => {
    expect(decodeCtc(stepsOf(4, 0, 0), alphabet)).toEqual({ text: '', confidence: 0 });
  });
});

describe('isCounted', () => {
  const line = { column: 0, row: 0, columns: 100, rows: 14 };
  const image = { columns: 256, rows: 512 };
  const spot = { column: 0, row: 0, columns: 12, rows: 10 };
  const unread = { text: '', confidence: 0 };

  it('counts what was read with two letters or digits, whatever its shape', () => {
    expect(isCounted(spot, { text: 'R1', confidence: 0.7 }, image)).toBe(true);
    expect(isCounted(spot, { text: 'R', confidence: 0.9 }, image)).toBe(false);
    expect(isCounted(spot, { text: 'DOE', confidence: 0.5 }, image)).toBe(false);
    expect(isRead({ text: '田中', confidence: 0.8 })).toBe(true);
  });

  it('counts lines that nobody could read, upright or not', () => {
    expect(isCounted(line, unread, image)).toBe(true);
    expect(isCounted({ ...line, columns: 14, rows: 100 }, unread, image)).toBe(true);
    expect(isCounted({ ...line, rows: 7 }, unread, image)).toBe(false);
    expect(isCounted({ ...line, rows: 41 }, unread, image)).toBe(false);
  });

  it('does not count letters that are higher than anybody writes', () => {
    const giant = { text: '000', confidence: 0.9 };
    expect(isCounted({ ...spot, columns: 90, rows: 60 }, giant, image)).toBe(false);
    expect(isCounted({ ...spot, columns: 90, rows: 60 }, giant, { columns: 1000, rows: 600 })).toBe(true);
  });
});

describe('rememberLines', () => {
  it('reads equal lines once', async () => {
    let reads = 0;
    const engine = rememberLines({
      detect: async () => ({ values: new Float32Array(0), columns: 0, rows: 0 }),
      read: async () => ({ text: String(++reads), confidence: 1 }),
    });
    const line = (value: number) => ({ values: new Float32Array(3 * 48 * 2).fill(value), columns: 2, rows: 48 });
    expect((await engine.read(line(0.25))).text).toBe('1');
    expect((await engine.read(line(0.25))).text).toBe('1');
    expect((await engine.read(line(0.5))).text).toBe('2');
  });

  it('looks at equal pictures once, as long as they are near', async () => {
    let looks = 0;
    const engine = rememberLines({
      detect: async () => ({ values: new Float32Array(0), columns: ++looks, rows: 0 }),
      read: async () => ({ text: '', confidence: 0 }),
    });
    const picture = (value: number) => ({ values: new Float32Array(12).fill(value), columns: 2, rows: 2 });
    expect((await engine.detect(picture(1))).columns).toBe(1);
    for (let other = 2; other < 7; other++) await engine.detect(picture(other));
    expect((await engine.detect(picture(1))).columns).toBe(1);
    for (let other = 10; other < 16; other++) await engine.detect(picture(other));
    expect((await engine.detect(picture(1))).columns).toBeGreaterThan(6);
  });
});
