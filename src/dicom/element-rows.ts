import type { ElementIndex } from './indexed-dataset.ts';

/** The arrays of an element index while it grows. Capacity doubles; no object is made for an element. */
export type ElementRows = { -readonly [Key in keyof ElementIndex]: ElementIndex[Key] };

const firstCapacity = 512;

export function createElementRows(): ElementRows {
  return {
    count: 0,
    tags: new Uint32Array(firstCapacity),
    vrs: new Uint16Array(firstCapacity),
    headerOffsets: new Float64Array(firstCapacity),
    valueOffsets: new Float64Array(firstCapacity),
    valueLengths: new Float64Array(firstCapacity),
    endOffsets: new Float64Array(firstCapacity),
    parents: new Int32Array(firstCapacity),
    subtreeEnds: new Int32Array(firstCapacity),
    depths: new Uint16Array(firstCapacity),
    itemNumbers: new Int32Array(firstCapacity),
    flags: new Uint8Array(firstCapacity),
  };
}

/** Makes room for one more row. */
export function reserveRow(rows: ElementRows): void {
  const capacity = rows.tags.length;
  if (rows.count < capacity) return;
  rows.tags = grown(rows.tags, new Uint32Array(capacity * 2));
  rows.vrs = grown(rows.vrs, new Uint16Array(capacity * 2));
  rows.headerOffsets = grown(rows.headerOffsets, new Float64Array(capacity * 2));
  rows.valueOffsets = grown(rows.valueOffsets, new Float64Array(capacity * 2));
  rows.valueLengths = grown(rows.valueLengths, new Float64Array(capacity * 2));
  rows.endOffsets = grown(rows.endOffsets, new Float64Array(capacity * 2));
  rows.parents = grown(rows.parents, new Int32Array(capacity * 2));
  rows.subtreeEnds = grown(rows.subtreeEnds, new Int32Array(capacity * 2));
  rows.depths = grown(rows.depths, new Uint16Array(capacity * 2));
  rows.itemNumbers = grown(rows.itemNumbers, new Int32Array(capacity * 2));
  rows.flags = grown(rows.flags, new Uint8Array(capacity * 2));
}

/** The finished index: views of exactly `count` entries. */
export function finishElementRows(rows: ElementRows): ElementIndex {
  const { count } = rows;
  return {
    count,
    tags: rows.tags.subarray(0, count),
    vrs: rows.vrs.subarray(0, count),
    headerOffsets: rows.headerOffsets.subarray(0, count),
    valueOffsets: rows.valueOffsets.subarray(0, count),
    valueLengths: rows.valueLengths.subarray(0, count),
    endOffsets: rows.endOffsets.subarray(0, count),
    parents: rows.parents.subarray(0, count),
    subtreeEnds: rows.subtreeEnds.subarray(0, count),
    depths: rows.depths.subarray(0, count),
    itemNumbers: rows.itemNumbers.subarray(0, count),
    flags: rows.flags.subarray(0, count),
  };
}

function grown<Numbers extends { set: (from: Numbers) => void }>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
