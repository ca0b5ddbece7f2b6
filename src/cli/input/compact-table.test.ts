import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompactTable } from './compact-table.ts';

describe('createCompactTable', () => {
  it('says of each text the number that it was given last', () => {
    const pair = fc.tuple(fc.string({ maxLength: 3 }), fc.nat());
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 50 }), (pairs) => {
        const table = createCompactTable();
        for (const [text, number] of pairs) table.set(text, number);
        const expected = new Map(pairs);
        for (const [text, number] of expected) expect(table.get(text)).toBe(number);
        expect(table.get('not set')).toBeUndefined();
      }),
    );
  });

  it('grows with what it holds', () => {
    const table = createCompactTable();
    for (let number = 0; number < 5000; number++) table.set(`file ${number}`, number);
    for (let number = 0; number < 5000; number++) expect(table.get(`file ${number}`)).toBe(number);
    expect(table.get('file 5000')).toBeUndefined();
  });
});
