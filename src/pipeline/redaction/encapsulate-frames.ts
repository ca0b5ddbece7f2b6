import type { OutputPart } from '../../dicom/edit.ts';
import type { Collected } from '../output/collect-made.ts';

/** An item's tag and length; encapsulated pixel data is little endian (PS3.5 A.4). */
function itemHeader(element: 0xe000 | 0xe0dd, lengthBytes: number): Uint8Array {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, element, true);
  view.setUint32(4, lengthBytes, true);
  return header;
}

const headerBytes = 8;

/** One frame as a fragment of even length. @see PS3.5 A.4 */
export function fragmentOf(frame: Uint8Array): Uint8Array {
  const evenBytes = frame.length + (frame.length % 2);
  const fragment = new Uint8Array(headerBytes + evenBytes);
  fragment.set(itemHeader(0xe000, evenBytes));
  fragment.set(frame, headerBytes);
  return fragment;
}

/**
 * The value of encapsulated Pixel Data: Basic Offset Table, one fragment a frame, delimiter. The table has an entry for each
 * frame when there is more than one, and is empty where its 32 bits do not reach; extended tables are not needed beside it.
 * @param fragments made by `fragmentOf`
 * @see PS3.5 A.4
 */
export function encapsulate({ parts, lengths }: Collected): readonly OutputPart[] {
  const table = offsetTable(lengths);
  const head = new Uint8Array(headerBytes + table.length);
  head.set(itemHeader(0xe000, table.length));
  head.set(table, headerBytes);
  return [{ kind: 'bytes', bytes: head }, ...parts, { kind: 'bytes', bytes: itemHeader(0xe0dd, 0) }];
}

function offsetTable(lengths: readonly number[]): Uint8Array {
  const lastOffset = lengths.reduce((sum, length) => sum + length, 0) - (lengths.at(-1) ?? 0);
  if (lengths.length < 2 || lastOffset >= 2 ** 32) return new Uint8Array(0);
  const table = new Uint8Array(4 * lengths.length);
  const view = new DataView(table.buffer);
  let offset = 0;
  for (const [n, length] of lengths.entries()) {
    view.setUint32(4 * n, offset, true);
    offset += length;
  }
  return table;
}
