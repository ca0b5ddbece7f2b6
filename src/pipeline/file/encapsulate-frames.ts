import type { OutputPart } from '../../dicom/edit.ts';

/** An item's tag and length; encapsulated pixel data is little endian (PS3.5 A.4). */
function itemHeader(element: 0xe000 | 0xe0dd, lengthBytes: number): Uint8Array {
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, element, true);
  view.setUint32(4, lengthBytes, true);
  return header;
}

const padding = new Uint8Array(1);

/**
 * The value of encapsulated Pixel Data: Basic Offset Table, one fragment a frame, delimiter. The table has an entry for each
 * frame when there is more than one; extended tables are not needed beside it.
 * @see PS3.5 A.4
 */
export function encapsulateFrames(frames: readonly Uint8Array[]): readonly OutputPart[] {
  const evenLengths = frames.map(({ length }) => length + (length % 2));
  const table = frames.length > 1 ? offsetTable(evenLengths) : new Uint8Array(0);
  const pieces = frames.flatMap((frame, n) => [
    itemHeader(0xe000, evenLengths[n]!),
    frame,
    ...(frame.length % 2 === 0 ? [] : [padding]),
  ]);
  return [itemHeader(0xe000, table.length), table, ...pieces, itemHeader(0xe0dd, 0)]
    .filter(({ length }) => length > 0)
    .map((bytes) => ({ kind: 'bytes', bytes }));
}

function offsetTable(lengths: readonly number[]): Uint8Array {
  const table = new Uint8Array(4 * lengths.length);
  const view = new DataView(table.buffer);
  let offset = 0;
  for (const [n, length] of lengths.entries()) {
    view.setUint32(4 * n, offset, true);
    offset += 8 + length;
  }
  return table;
}
