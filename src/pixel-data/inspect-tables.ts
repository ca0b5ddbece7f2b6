import { bytesAt } from '../dicom/dataset-access.ts';
import { elementFlag, type IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Reading } from '../dicom/reading.ts';
import { groupOf, type Tag, tagOf } from '../dicom/tag.ts';
import { numbersIn } from './rendering/item-access.ts';

/** How many bytes a value has room for. @param item around it, -1 on top level. @returns null where nothing says that */
type Room = (dataset: IndexedDataset, element: number, item: number) => number | null;

/** Values that are as long as others say: whatever is behind that is read by nobody. */
const rooms: ReadonlyMap<Tag, Room> = new Map<Tag, Room>([
  // LUT Data (PS3.3 C.11.1.1.1, C.11.2.1.1, C.11.6.1.1)
  [tagOf(0x0028, 0x3006), tableRoom(tagOf(0x0028, 0x3002))],
  // Red, green, blue and alpha Palette Color Lookup Table Data (C.7.9)
  ...[0x1201, 0x1202, 0x1203, 0x1204].map(
    (data) => [tagOf(0x0028, data), tableRoom(tagOf(0x0028, data - 0x0100))] as const,
  ),
  // ICC Profile says its own length (C.11.15)
  [tagOf(0x0028, 0x2000), profileRoom],
  // Waveform Data (C.10.9)
  [tagOf(0x5400, 0x1010), waveformRoom],
  // Pixel Data of icons and other images in items (C.7.6.1.1.6)
  [tagOf(0x7fe0, 0x0010), nestedImageRoom],
]);

/**
 * Looks behind the end of lookup tables, overlays, waveforms, colour profiles and icons that stay in the output: zeros are
 * padding, and one byte may make a length even.
 * @param isKept whether an element stays
 */
export function* inspectTables(
  dataset: IndexedDataset,
  isKept: (element: number) => boolean,
): Reading<'behind-table' | null> {
  const { count, tags, parents } = dataset.elements;
  for (let element = 0; element < count; element++) {
    const tag = tags[element] ?? 0;
    const room = isOverlayData(tag) ? overlayRoom : rooms.get(tag);
    const item = parents[element] ?? -1;
    // Top-level pixels are looked at by themselves.
    if (room === undefined || (room === nestedImageRoom && item < 0) || !isKept(element)) continue;
    const most = room(dataset, element, item);
    if (most !== null && !(yield* isEmptyBehind(dataset, element, most))) return 'behind-table';
  }
  return null;
}

/** Overlay Data, in even groups 6000 to 60FE (C.9.2). */
function isOverlayData(tag: Tag): boolean {
  return (tag & 0xff01ffff) >>> 0 === 0x60003000;
}

const overlayRoom: Room = (dataset, element, item) => {
  const group = groupOf(dataset.elements.tags[element] ?? 0);
  const of = (number: number) => countIn(dataset, item, tagOf(group, number));
  return bytesOf([of(0x0010), of(0x0011), of(0x0015) ?? 1]);
};

function tableRoom(descriptor: Tag): Room {
  return (dataset, element, item) => {
    const [stated] = numbersIn(dataset, item, descriptor);
    if (stated === undefined || !Number.isInteger(stated)) return 0;
    // Zero stands for 65536.
    const entries = stated & 0xffff || 65_536;
    // Eight-bit entries may be packed two to a word.
    const isPacked = (dataset.elements.valueLengths[element] ?? 0) <= entries + 1;
    return isPacked ? entries : 2 * entries;
  };
}

function profileRoom(dataset: IndexedDataset, element: number): number | null {
  const head = heldBytes(dataset, element);
  return head === null || head.length < 4 ? null : new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
}

function waveformRoom(dataset: IndexedDataset, _: number, item: number): number | null {
  return bytesOf([
    countIn(dataset, item, tagOf(0x003a, 0x0005)),
    countIn(dataset, item, tagOf(0x003a, 0x0010)),
    countIn(dataset, item, tagOf(0x5400, 0x1004)),
  ]);
}

function nestedImageRoom(dataset: IndexedDataset, _: number, item: number): number | null {
  return bytesOf([
    countIn(dataset, item, tagOf(0x0028, 0x0010)),
    countIn(dataset, item, tagOf(0x0028, 0x0011)),
    countIn(dataset, item, tagOf(0x0028, 0x0100)),
    countIn(dataset, item, tagOf(0x0028, 0x0002)) ?? 1,
    countIn(dataset, item, tagOf(0x0028, 0x0008)) ?? 1,
  ]);
}

function countIn(dataset: IndexedDataset, item: number, tag: Tag): number | null {
  const [value] = numbersIn(dataset, item, tag);
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : null;
}

/** So many times so many bits. @returns null when one of the numbers is not there */
function bytesOf(sizes: readonly (number | null)[]): number | null {
  let bits = 1;
  for (const size of sizes) {
    if (size === null) return null;
    bits *= size;
  }
  return Math.ceil(bits / 8);
}

const windowBytes = 1024 * 1024;

function* isEmptyBehind(dataset: IndexedDataset, element: number, most: number): Reading<boolean> {
  const { valueOffsets, valueLengths } = dataset.elements;
  const length = valueLengths[element] ?? 0;
  if (length - most <= most % 2) return true;
  const held = heldBytes(dataset, element);
  if (held !== null) return held.subarray(most).every((byte) => byte === 0);
  const end = (valueOffsets[element] ?? 0) + length;
  for (let at = end - length + most; at < end; at += windowBytes) {
    const lengthBytes = Math.min(windowBytes, end - at);
    const bytes = (yield { offsetBytes: at, lengthBytes }).subarray(0, lengthBytes);
    if (!bytes.every((byte) => byte === 0)) return false;
  }
  return true;
}

/** The value where it is in memory, as in an inflated data set it always is. */
function heldBytes(dataset: IndexedDataset, element: number): Uint8Array | null {
  const { flags, valueOffsets, valueLengths } = dataset.elements;
  const isOutside = ((flags[element] ?? 0) & elementFlag.outside) !== 0;
  if (isOutside && !dataset.isInflated) return null;
  return bytesAt(dataset.segments, valueOffsets[element] ?? 0, valueLengths[element] ?? 0);
}
