import { joinBytes } from '../../../dicom/join-bytes.ts';
import type { HuffmanSpec } from './huffman-code.ts';

/** What is in front of the scan as it was, new tables, the scan, end of image. */
export function joinJpeg(
  {
    bytes,
    scanStart,
    dataStart,
  }: { readonly bytes: Uint8Array; readonly scanStart: number; readonly dataStart: number },
  tables: readonly (readonly [id: number, spec: HuffmanSpec])[],
  scan: Uint8Array,
): Uint8Array {
  const added = tables.map(([id, spec]) => huffmanSegment(id, spec));
  return joinBytes([
    bytes.subarray(0, scanStart),
    ...added,
    bytes.subarray(scanStart, dataStart),
    scan,
    Uint8Array.of(0xff, 0xd9),
  ]);
}

/** A segment of one Huffman table (ISO/IEC 10918-1 B.2.4.2). */
export function huffmanSegment(id: number, { counts, values }: HuffmanSpec): Uint8Array {
  const length = 19 + values.length;
  return Uint8Array.from([0xff, 0xc4, length >> 8, length & 0xff, id, ...counts, ...values]);
}
