import type { Segment } from './indexed-dataset.ts';
import type { Reading } from './reading.ts';

/** First window, and what it may grow to: one read costs about as much as 300 KB of bytes. */
const firstWindowBytes = 64 * 1024;
const largestWindowBytes = 1024 * 1024;

type Chunk = { readonly offsetBytes: number; buffer: Uint8Array; lengthBytes: number; nextWindowBytes: number };

/**
 * The bytes of the input read so far. `bytes`, `offsetBytes` and `endBytes` describe the stretch that was loaded last;
 * hot loops read them directly and call `load` only when a position lies outside.
 */
export type ByteStore = {
  readonly sizeBytes: number;
  bytes: Uint8Array;
  offsetBytes: number;
  endBytes: number;
  readonly chunks: Chunk[];
};

/** @param firstBytes what is asked for first; where that is not enough, as if nothing had been known */
export function createByteStore(sizeBytes: number, firstBytes: number = firstWindowBytes): ByteStore {
  const beginning = { offsetBytes: 0, buffer: new Uint8Array(0), lengthBytes: 0, nextWindowBytes: firstBytes };
  return { sizeBytes, bytes: beginning.buffer, offsetBytes: 0, endBytes: 0, chunks: [beginning] };
}

/** A store over bytes that are all in memory. */
export function storeOf(bytes: Uint8Array): ByteStore {
  const chunk = { offsetBytes: 0, buffer: bytes, lengthBytes: bytes.length, nextWindowBytes: firstWindowBytes };
  return { sizeBytes: bytes.length, bytes, offsetBytes: 0, endBytes: bytes.length, chunks: [chunk] };
}

/**
 * Makes a stretch available as part of the current one, asking for windows that grow.
 * @returns false when the input ends before the stretch does.
 */
export function* load(store: ByteStore, offsetBytes: number, lengthBytes: number): Reading<boolean> {
  const wantedEnd = offsetBytes + lengthBytes;
  if (wantedEnd > store.sizeBytes) return false;
  const chunk = chunkAt(store, offsetBytes);
  while (chunk.offsetBytes + chunk.lengthBytes < wantedEnd) {
    const at = chunk.offsetBytes + chunk.lengthBytes;
    const windowBytes = Math.min(store.sizeBytes - at, Math.max(wantedEnd - at, chunk.nextWindowBytes));
    const given = yield { offsetBytes: at, lengthBytes: windowBytes };
    if (given.length === 0) return false;
    append(chunk, given.length > store.sizeBytes - at ? given.subarray(0, store.sizeBytes - at) : given);
    chunk.nextWindowBytes = Math.min(largestWindowBytes, Math.max(firstWindowBytes, chunk.nextWindowBytes * 2));
  }
  store.bytes = chunk.buffer.subarray(0, chunk.lengthBytes);
  store.offsetBytes = chunk.offsetBytes;
  store.endBytes = chunk.offsetBytes + chunk.lengthBytes;
  return true;
}

/** Is a stretch within the current one? */
export function isLoaded(store: ByteStore, offsetBytes: number, endBytes: number): boolean {
  return offsetBytes >= store.offsetBytes && endBytes <= store.endBytes;
}

/** Everything read, in file order, stretches that touch or overlap joined. */
export function segmentsOf(store: ByteStore): readonly Segment[] {
  const joined: Chunk[] = [];
  for (const chunk of store.chunks) {
    if (chunk.lengthBytes === 0) continue;
    const last = joined.at(-1);
    const overlap = last ? last.offsetBytes + last.lengthBytes - chunk.offsetBytes : -1;
    if (!last || overlap < 0) joined.push(chunk);
    else if (overlap < chunk.lengthBytes) append(last, chunk.buffer.subarray(overlap, chunk.lengthBytes));
  }
  return joined.map((chunk) => ({
    offsetBytes: chunk.offsetBytes,
    bytes: chunk.buffer.subarray(0, chunk.lengthBytes),
  }));
}

/** The chunk that holds or touches an offset; a new one where there is none. */
function chunkAt(store: ByteStore, offsetBytes: number): Chunk {
  let at = store.chunks.length;
  while (at > 0 && store.chunks[at - 1]!.offsetBytes > offsetBytes) at--;
  const before = store.chunks[at - 1];
  if (before && offsetBytes <= before.offsetBytes + before.lengthBytes) return before;
  const chunk = { offsetBytes, buffer: new Uint8Array(0), lengthBytes: 0, nextWindowBytes: firstWindowBytes };
  store.chunks.splice(at, 0, chunk);
  return chunk;
}

/** Appends with doubling capacity, so that a header read in many windows is copied a bounded number of times. */
function append(chunk: Chunk, bytes: Uint8Array): void {
  const lengthBytes = chunk.lengthBytes + bytes.length;
  if (chunk.lengthBytes === 0) {
    chunk.buffer = bytes;
  } else {
    if (chunk.buffer.length < lengthBytes) {
      const grown = new Uint8Array(Math.max(lengthBytes, chunk.buffer.length * 2));
      grown.set(chunk.buffer.subarray(0, chunk.lengthBytes));
      chunk.buffer = grown;
    }
    chunk.buffer.set(bytes, chunk.lengthBytes);
  }
  chunk.lengthBytes = lengthBytes;
}
