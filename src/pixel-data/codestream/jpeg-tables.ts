import { huffmanValues } from './huffman-tables.ts';

/** Has a segment exactly the bytes that its own fields call for? */
type IsExact = (content: Uint8Array) => boolean;

const startOfFrame: IsExact = (content) => content.length === 6 + 3 * (content[5] ?? 0);

export const huffmanCode = 0xc4;

const byCode: ReadonlyMap<number, IsExact> = new Map<number, IsExact>([
  // Start of frame of every process, hierarchical ones and JPEG-LS (F7) among them (B.2.2; ISO/IEC 14495-1 C.2.2)
  ...[0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xde, 0xf7].map(
    (code) => [code, startOfFrame] as const,
  ),
  [huffmanCode, (content) => huffmanValues(content) !== null],
  [0xcc, (content) => content.length > 0 && content.length % 2 === 0 && content.length <= 2 * 8],
  // Start of scan (B.2.3)
  [0xda, (content) => content.length === 4 + 2 * (content[0] ?? 0) && (content[0] ?? 0) <= 4],
  [0xdb, isQuantization],
  // Number of lines, restart interval, expansion (B.2.5, B.2.4.4, B.3.3)
  [0xdc, (content) => content.length === 2],
  [0xdd, (content) => content.length >= 2 && content.length <= 4],
  [0xdf, (content) => content.length === 1],
  [0xf8, isPreset],
]);

/** @returns false for segments that no coding needs, and for those that hold more than they say. */
export function isTableSegment(code: number, content: Uint8Array): boolean {
  return byCode.get(code)?.(content) ?? false;
}

/** Quantization tables of 64 numbers, one or two bytes each (B.2.4.1). */
function isQuantization(content: Uint8Array): boolean {
  let at = 0;
  while (at < content.length) {
    const kind = content[at] ?? 0;
    if (kind >> 4 > 1 || (kind & 15) > 3) return false;
    at += 1 + 64 * ((kind >> 4) + 1);
  }
  return at === content.length && at > 0;
}

/** Preset parameters of JPEG-LS: coding parameters, mapping tables, the size of large images (ISO/IEC 14495-1 C.2.4.1). */
function isPreset(content: Uint8Array): boolean {
  switch (content[0]) {
    case 1:
      return content.length === 11;
    case 2:
    case 3: {
      const width = content[2] ?? 0;
      return width > 0 && content.length > 3 && (content.length - 3) % width === 0;
    }
    case 4: {
      const width = content[1] ?? 0;
      return width >= 2 && width <= 4 && content.length === 2 + 2 * width;
    }
    default:
      return false;
  }
}
