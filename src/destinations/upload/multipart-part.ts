import { concatBytes } from '@noble/hashes/utils.js';

const mostHeadBytes = 8 * 1024;
const lineEnd = 0x0d;

/**
 * The bytes of the first part of a `multipart/related` answer (RFC 2046 5.1), as they come; of an answer that is no multipart,
 * all of them. @throws when the part does not end as it should
 */
export async function* firstPart(
  contentType: string | null,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (!/^\s*multipart\//i.test(contentType ?? '')) {
    yield* chunks;
    return;
  }
  // A quoted one may hold spaces, commas and the like (RFC 2046 5.1.1).
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^";,\s]{1,200}))/i.exec(contentType ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new Error('A multipart answer without a boundary.');
  const delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
  // A delimiter begins a line; the first one may stand at the very beginning.
  let held = Uint8Array.of(0x0d, 0x0a);
  let isInside = false;
  for await (const chunk of chunks) {
    held = concatBytes(held, chunk) as Uint8Array<ArrayBuffer>;
    if (!isInside) {
      const start = partStart(held, delimiter);
      if (start < 0) {
        if (held.length > mostHeadBytes) throw new Error('A multipart answer without a part.');
        continue;
      }
      held = held.subarray(start);
      isInside = true;
    }
    const end = indexOf(held, delimiter, 0);
    if (end >= 0) {
      yield held.subarray(0, end);
      return;
    }
    // What may be the beginning of the delimiter waits for more.
    const safe = Math.max(0, held.length - delimiter.length + 1);
    yield held.subarray(0, safe);
    held = held.subarray(safe);
  }
  throw new Error('A multipart answer that ends inside a part.');
}

/** @returns where the content of the first part begins, -1 when it is not there yet */
function partStart(bytes: Uint8Array, delimiter: Uint8Array): number {
  const at = indexOf(bytes, delimiter, 0);
  if (at < 0) return -1;
  // Headers end with an empty line; a part without headers has it at once.
  const headEnd = indexOf(bytes, Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a), at + delimiter.length);
  return headEnd < 0 ? -1 : headEnd + 4;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(lineEnd, from); at >= 0; at = bytes.indexOf(lineEnd, at + 1)) {
    if (at + wanted.length > bytes.length) return -1;
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}
