import { hashOf } from '../../pipeline/batch/output-table.ts';
import type { TextTable } from '../../pipeline/contracts/text-table.ts';

/** Two numbers for the hash, one for the value; 0 there is a free place. */
const stride = 3;
const firstPlaces = 1024;

/**
 * Numbers by texts, at some 30 bytes each, however long the texts are. Two texts of one hash of 64 bits count as one. Numbers are whole, from
 * 0 up to 2^32 - 2.
 */
export function createCompactTable(): TextTable {
  let places = firstPlaces;
  let count = 0;
  let table = new Uint32Array(stride * places);

  /** Where a hash is, or the free place where it belongs. */
  function find(high: number, low: number): number {
    for (let place = low % places; ; place = (place + 1) % places) {
      const at = stride * place;
      if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
    }
  }

  function grow(): void {
    const before = table;
    places *= 2;
    table = new Uint32Array(stride * places);
    for (let at = 0; at < before.length; at += stride) {
      if (before[at + 2] !== 0) table.set(before.subarray(at, at + stride), find(before[at]!, before[at + 1]!));
    }
  }

  return {
    get: (text) => {
      const found = table[find(...hashOf(text)) + 2]!;
      return found === 0 ? undefined : found - 1;
    },
    set: (text, number) => {
      const [high, low] = hashOf(text);
      let at = find(high, low);
      if (table[at + 2] === 0 && 3 * ++count > 2 * places) {
        grow();
        at = find(high, low);
      }
      table.set([high, low, number + 1], at);
    },
  };
}
