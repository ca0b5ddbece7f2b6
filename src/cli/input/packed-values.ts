import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Values in memory, packed: those of neighbours are much alike, so that each takes a tenth of what it has as an object. */
export type PackedValues<Value> = {
  /** @returns the place of the value, counted from 0 */
  readonly add: (value: Value) => number;
  /** A copy of the value, plain: what was of a class is not any more. */
  readonly get: (place: number) => Value;
  /** In the order in which they were added. */
  readonly all: () => Iterable<Value>;
};

const perBlock = 32;
/** Blocks that are kept unpacked, each of some 40 KB: one series of a few thousand files, which outputs are written from in another order. */
const mostUnpacked = 128;
/** More takes longer than it saves. */
const level = 1;

export function createPackedValues<Value>(): PackedValues<Value> {
  const blocks: Uint8Array[] = [];
  /** Of the block that is being filled. */
  let open: Buffer[] = [];
  /** The one that was asked for last comes last. */
  const unpacked = new Map<number, Buffer>();
  let count = 0;
  let last: { readonly place: number; readonly value: Value } | null = null;

  function unpack(block: number): Buffer {
    const bytes = unpacked.get(block) ?? inflateRawSync(blocks[block]!);
    unpacked.delete(block);
    unpacked.set(block, bytes);
    if (unpacked.size > mostUnpacked) unpacked.delete(unpacked.keys().next().value!);
    return bytes;
  }

  function get(place: number): Value {
    if (last?.place === place) return last.value;
    const [block, at] = [Math.floor(place / perBlock), place % perBlock];
    const bytes = block < blocks.length ? valueIn(unpack(block), at) : open[at]!;
    const value = deserialize(bytes) as Value;
    last = { place, value };
    return value;
  }

  return {
    add: (value) => {
      open.push(serialize(value));
      if (open.length === perBlock) {
        // What deflate gives may be the beginning of a larger buffer.
        blocks.push(new Uint8Array(deflateRawSync(blockOf(open), { level })));
        open = [];
      }
      return count++;
    },
    get,
    all: function* () {
      for (let place = 0; place < count; place++) yield get(place);
    },
  };
}

/** Where each value ends, in four bytes each, and then the values. */
function blockOf(values: readonly Buffer[]): Buffer {
  const ends = Buffer.alloc(4 * perBlock);
  let end = ends.length;
  for (const [at, { length }] of values.entries()) {
    end += length;
    ends.writeUInt32LE(end, 4 * at);
  }
  return Buffer.concat([ends, ...values], end);
}

function valueIn(block: Buffer, at: number): Buffer {
  const start = at === 0 ? 4 * perBlock : block.readUInt32LE(4 * (at - 1));
  return block.subarray(start, block.readUInt32LE(4 * at));
}
