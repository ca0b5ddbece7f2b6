import { findElement, valueBytes } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Reading } from '../../dicom/reading.ts';
import { groupOf, tagOf } from '../../dicom/tag.ts';
import { readNumbers } from '../../dicom/value-codec.ts';
import { createWindow, readAt } from '../codestream/read-window.ts';
import { numberOf } from '../image-header.ts';
import type { Samples } from './unpack-samples.ts';

/** A plane of drawing over the image. `top` and `left` count from 0 and may lie outside. */
export type Overlay = {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
  /** One byte a pixel, 1 where something is drawn. */
  readonly bits: Uint8Array;
};

/**
 * The planes that lie over one frame: those with data of their own, and those of old that use bits of the pixel cells
 * (PS3.3 C.9.2, retired usage of PS3.5 8.1.2).
 * @param cells samples of the frame before Bits Stored was looked at; null when the codec gave values only
 */
export function* readOverlays(
  dataset: IndexedDataset,
  frame: number,
  image: { readonly rows: number; readonly columns: number },
  cells: Samples | null,
): Reading<readonly Overlay[]> {
  const overlays: Overlay[] = [];
  for (const group of overlayGroups(dataset)) {
    const overlay = yield* readOverlay(dataset, group, frame, image, cells);
    if (overlay !== null) overlays.push(overlay);
  }
  return overlays;
}

/** Even groups 6000 to 601E. */
function overlayGroups({ elements: { count, tags, subtreeEnds } }: IndexedDataset): readonly number[] {
  const groups = new Set<number>();
  for (let at = 0; at < count; at = subtreeEnds[at] ?? count) {
    const group = groupOf(tags[at] ?? 0);
    if ((group & 0xff01) === 0x6000) groups.add(group);
  }
  return [...groups];
}

function* readOverlay(
  dataset: IndexedDataset,
  group: number,
  frame: number,
  image: { readonly rows: number; readonly columns: number },
  cells: Samples | null,
): Reading<Overlay | null> {
  const data = findElement(dataset, tagOf(group, 0x3000));
  const lengthBytes = data < 0 ? 0 : (dataset.elements.valueLengths[data] ?? 0);
  const bit = numberOf(dataset, tagOf(group, 0x0102));
  if (lengthBytes === 0) return cells === null || bit === 0 ? null : embedded(cells, bit, image);
  const rows = numberOf(dataset, tagOf(group, 0x0010));
  const columns = numberOf(dataset, tagOf(group, 0x0011));
  const frames = Math.max(1, numberOf(dataset, tagOf(group, 0x0015)));
  const firstFrame = Math.max(1, numberOf(dataset, tagOf(group, 0x0051))) - 1;
  // A single plane holds for every frame.
  const plane = frames === 1 ? 0 : frame - firstFrame;
  const count = rows * columns;
  if (count === 0 || plane < 0 || plane >= frames) return null;
  const firstBit = plane * count;
  if (lengthBytes * 8 < firstBit + count) return null;
  const start = firstBit >>> 3;
  const bytes = yield* readPart(dataset, data, start, Math.ceil((firstBit + count) / 8) - start);
  const bits = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const place = (firstBit & 7) + at;
    bits[at] = ((bytes[place >>> 3] ?? 0) >>> (place & 7)) & 1;
  }
  const origin = findElement(dataset, tagOf(group, 0x0050));
  const [top = 1, left = 1] = origin < 0 ? [] : readNumbers(dataset, origin);
  return { top: top - 1, left: left - 1, rows, columns, bits };
}

function* readPart(dataset: IndexedDataset, element: number, start: number, length: number): Reading<Uint8Array> {
  const held = valueBytes(dataset, element);
  if (held !== null) return held.subarray(start, start + length);
  const offsetBytes = (dataset.elements.valueOffsets[element] ?? 0) + start;
  return yield* readAt(createWindow(), offsetBytes, length, length, offsetBytes + length);
}

function embedded(
  cells: Samples,
  bit: number,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Overlay {
  const bits = new Uint8Array(rows * columns);
  for (let at = 0; at < bits.length; at++) bits[at] = ((cells[at] ?? 0) >>> bit) & 1;
  return { top: 0, left: 0, rows, columns, bits };
}
