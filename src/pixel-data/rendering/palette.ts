import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { type LookupTable, lookUp, readTable } from './lookup-table.ts';
import { readSegmentedTable } from './segmented-table.ts';
import type { Samples } from './unpack-samples.ts';

/** Red, green, blue: element numbers of descriptor, data and segmented data in group 0028 (PS3.3 C.7.9). */
const channels = [
  [0x1101, 0x1201, 0x1221],
  [0x1102, 0x1202, 0x1222],
  [0x1103, 0x1203, 0x1223],
] as const;

export type Palette = readonly [red: LookupTable, green: LookupTable, blue: LookupTable];

/** @returns null when a table is missing or damaged: the colours are then not known */
export function readPalette(dataset: IndexedDataset, isSigned: boolean): Palette | null {
  const [red, green, blue] = channels.map(([descriptorElement, dataElement, segmentedElement]) => {
    const descriptor = findElement(dataset, tagOf(0x0028, descriptorElement));
    const data = findElement(dataset, tagOf(0x0028, dataElement));
    const segmented = findElement(dataset, tagOf(0x0028, segmentedElement));
    if (data >= 0) return readTable(dataset, descriptor, data, isSigned);
    return readSegmentedTable(dataset, descriptor, segmented, isSigned);
  });
  return red && green && blue ? [red, green, blue] : null;
}

export function applyPalette(palette: Palette, indices: Samples): Uint8Array {
  const rgb = new Uint8Array(indices.length * 3);
  for (const [channel, table] of palette.entries()) {
    const shift = shiftOf(table);
    for (let at = 0; at < indices.length; at++) rgb[at * 3 + channel] = lookUp(table, indices[at]!) >> shift;
  }
  return rgb;
}

/** Some writers say 16 bits and mean 8: then no entry has more than its low byte. */
function shiftOf({ bits, entries }: LookupTable): number {
  if (bits <= 8) return 0;
  for (let at = 0; at < entries.length; at++) if (entries[at]! > 255) return bits - 8;
  return 0;
}
