import type { ElementIndex } from './indexed-dataset.ts';

/** The arrays of an element index while it grows. Capacity doubles; no object is made for an element. */
export type ElementRows = { -readonly [Key in keyof ElementIndex]: ElementIndex[Key] };

const firstCapacity = 512;
/** Longer ones are given back: a large file must not keep its room for the small ones behind it. */
const longestKept = 4096;

/** Rows that no walk uses: one needs them for a moment only, and making them was a tenth of the time of a file. */
const free: ElementRows[] = [];

export function createElementRows(): ElementRows {
  const rows = free.pop() ?? allocate(firstCapacity);
  rows.count = 0;
  return rows;
}

/** Makes room for one more row. */
export function reserveRow(rows: ElementRows): void {
  const capacity = rows.tags.length;
  if (rows.count === capacity) Object.assign(rows, copyOf(rows, allocate(capacity * 2)));
}

/** The finished index, with room for exactly its entries. The rows belong to another walk from then on. */
export function finishElementRows(rows: ElementRows): ElementIndex {
  const index = copyOf(rows, allocate(rows.count));
  if (rows.tags.length <= longestKept) free.push(rows);
  return index;
}

const rowBytes = 4 * 8 + 4 * 4 + 2 * 2 + 1;

/** All columns in one buffer, the widest first, so that each begins where its numbers may. */
function allocate(capacity: number): ElementRows {
  const buffer = new ArrayBuffer(capacity * rowBytes);
  return {
    count: 0,
    headerOffsets: new Float64Array(buffer, 0, capacity),
    valueOffsets: new Float64Array(buffer, 8 * capacity, capacity),
    valueLengths: new Float64Array(buffer, 16 * capacity, capacity),
    endOffsets: new Float64Array(buffer, 24 * capacity, capacity),
    tags: new Uint32Array(buffer, 32 * capacity, capacity),
    parents: new Int32Array(buffer, 36 * capacity, capacity),
    subtreeEnds: new Int32Array(buffer, 40 * capacity, capacity),
    itemNumbers: new Int32Array(buffer, 44 * capacity, capacity),
    vrs: new Uint16Array(buffer, 48 * capacity, capacity),
    depths: new Uint16Array(buffer, 50 * capacity, capacity),
    flags: new Uint8Array(buffer, 52 * capacity, capacity),
  };
}

function copyOf(from: ElementRows, to: ElementRows): ElementRows {
  const { count } = from;
  to.count = count;
  to.headerOffsets.set(from.headerOffsets.subarray(0, count));
  to.valueOffsets.set(from.valueOffsets.subarray(0, count));
  to.valueLengths.set(from.valueLengths.subarray(0, count));
  to.endOffsets.set(from.endOffsets.subarray(0, count));
  to.tags.set(from.tags.subarray(0, count));
  to.parents.set(from.parents.subarray(0, count));
  to.subtreeEnds.set(from.subtreeEnds.subarray(0, count));
  to.itemNumbers.set(from.itemNumbers.subarray(0, count));
  to.vrs.set(from.vrs.subarray(0, count));
  to.depths.set(from.depths.subarray(0, count));
  to.flags.set(from.flags.subarray(0, count));
  return to;
}
