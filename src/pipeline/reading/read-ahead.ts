import type { InputBytes } from '../contracts/input-bytes.ts';
import type { InputContent } from '../contracts/input-file.ts';

/** The first bytes of an input, in a buffer of their own; null when it is to be read on its own. */
export type ReadAhead = (at: number) => Promise<Uint8Array<ArrayBuffer> | null>;

const mostTogether = 16;
/** More of one input costs more to copy out of what was read together than a call of its own. */
const longestBytes = 128 * 1024;

/**
 * Reads the first bytes of several inputs as one Blob made of them, because calls cost a browser more than bytes do. The
 * group behind the one that is asked for is read meanwhile. Of a group that cannot be read each input is read on its own,
 * and so fails on its own.
 * @param firstBytesOf how much of an input is wanted, asked when its group's turn comes; 0 leaves it out
 */
export function readAhead(
  contents: readonly InputContent[],
  firstBytesOf: (content: InputContent) => number,
): ReadAhead {
  /** The group of each input that has been planned. */
  const groups: Promise<Group>[] = [];

  function beginNext(): void {
    const first = groups.length;
    const pieces: Piece[] = [];
    let at = first;
    for (; at < contents.length && pieces.length < mostTogether; at++) {
      const content = contents[at]!;
      const lengthBytes = firstBytesOf(content);
      if (lengthBytes === 0 || lengthBytes > longestBytes) continue;
      pieces.push({ at, lengthBytes, blob: beginningOf(content.blob, lengthBytes) });
    }
    const group = readGroup(pieces);
    for (let member = first; member < at; member++) groups.push(group);
  }

  return async (at) => {
    while (at >= groups.length) beginNext();
    const group = groups[at]!;
    if (group === groups.at(-1) && groups.length < contents.length) beginNext();
    const bytesOf = await group;
    const bytes = bytesOf.get(at) ?? null;
    bytesOf.delete(at);
    return bytes;
  };
}

type Piece = { readonly at: number; readonly lengthBytes: number; readonly blob: InputBytes };
type Group = Map<number, Uint8Array<ArrayBuffer>>;

/** A slice is made known to another process, which a whole file is already. */
function beginningOf(blob: InputBytes, lengthBytes: number): InputBytes {
  return lengthBytes === blob.size ? blob : blob.slice(0, lengthBytes);
}

/** @returns the bytes of each input of the group; empty when one of them cannot be read. */
async function readGroup(pieces: readonly Piece[]): Promise<Group> {
  const group: Group = new Map();
  if (pieces.length === 0) return group;
  try {
    const blobs = pieces.flatMap(({ blob }) => (blob instanceof Blob ? [blob] : []));
    if (blobs.length < pieces.length) return await readEach(pieces);
    const together = blobs.length === 1 ? blobs[0]! : new Blob(blobs);
    const bytes = new Uint8Array(await together.arrayBuffer());
    if (bytes.length !== pieces.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0)) return group;
    let offset = 0;
    for (const { at, lengthBytes } of pieces) {
      // Outputs are sent away with the buffers that they lie in.
      group.set(at, pieces.length === 1 ? bytes : bytes.slice(offset, offset + lengthBytes));
      offset += lengthBytes;
    }
  } catch {
    group.clear();
  }
  return group;
}

/** Files by their path, where a call for each costs little, and objects of a store, which are asked for side by side. Nothing is joined. */
async function readEach(pieces: readonly Piece[]): Promise<Group> {
  const read = await Promise.all(pieces.map(({ blob }) => blob.arrayBuffer().catch(() => null)));
  const group: Group = new Map();
  for (const [n, { at, lengthBytes }] of pieces.entries()) {
    const bytes = read[n];
    if (bytes?.byteLength === lengthBytes) group.set(at, new Uint8Array(bytes));
  }
  return group;
}
