import { joinBytes } from '../../../dicom/join-bytes.ts';
import { standardHuffmanTables } from '../../codestream/huffman-tables.ts';
import type { HuffmanSpec } from './huffman-code.ts';
import { huffmanSegment } from './join-jpeg.ts';
import { huffmanTables, type JpegSegments, restartInterval, segmentsBefore, startOfScan } from './jpeg-segments.ts';

/** A component as the scan that is written names it. */
type WrittenComponent = { readonly id: number } & ReturnType<typeof writtenTables>;

/** The tables of the standard (K.3.3), one pair for the first component and one for the others, by its number from 0. */
export function writtenTables(component: number) {
  const n = component === 0 ? 0 : 1;
  const { dc, ac } = standardHuffmanTables[n]!;
  return { dc, ac, dcTable: n, acTable: 0x10 | n } as const;
}

/**
 * The beginning of an image written as one sequential scan: its own segments but for Huffman tables and restart interval, then
 * those of the scan. Baseline where its precision and steps allow it (B.2.2, B.2.4.1), else extended.
 */
export function sequentialHead(
  bytes: Uint8Array,
  { frame, scanStart, steps }: JpegSegments,
  precision: number,
  components: readonly WrittenComponent[],
): { readonly head: Uint8Array; readonly scanStart: number } {
  const isBaseline = precision === 8 && ![...steps.values()].some(({ areWide }) => areWide);
  const kept: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  for (const { marker, start, end } of segmentsBefore(bytes, scanStart)) {
    if (marker === huffmanTables || marker === restartInterval) continue;
    const written = marker === frame.marker ? (isBaseline ? 0xc0 : 0xc1) : marker;
    kept.push(Uint8Array.of(0xff, written), bytes.subarray(start + 2, end));
  }
  const tables = new Map<number, HuffmanSpec>();
  for (const { dc, ac, dcTable, acTable } of components) tables.set(dcTable, dc).set(acTable, ac);
  const before = joinBytes([...kept, ...[...tables].map(([id, spec]) => huffmanSegment(id, spec))]);
  const named = components.flatMap(({ id, dcTable, acTable }) => [id, (dcTable << 4) | (acTable & 15)]);
  const scan = Uint8Array.of(0xff, startOfScan, 0, 6 + named.length, components.length, ...named, 0, 63, 0);
  return { head: joinBytes([before, scan]), scanStart: before.length };
}
