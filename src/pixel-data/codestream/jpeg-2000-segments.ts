import { uint32At } from './codestream-content.ts';
import { holdsWord } from './side-bytes.ts';

/** Has a segment exactly the bytes that its own fields call for? */
type IsExact = (content: Uint8Array, components: number) => boolean;

/** Matrices, as long as they are. */
const isNumbersOnly: IsExact = (content) => !holdsWord(content);

/** Component numbers take a byte up to 256 components. */
const indexBytes = (components: number): number => (components < 257 ? 1 : 2);

const byCode: ReadonlyMap<number, IsExact> = new Map<number, IsExact>([
  // Extended capabilities: sixteen bits for each bit that is set (ISO/IEC 15444-15 A.3)
  [0x50, (content) => content.length === 4 + 2 * bitsSet(uint32At(content, 0))],
  [0x51, (content, components) => content.length === 36 + 3 * components && components > 0],
  // Coding style and that of one component (A.6.1, A.6.2); precincts only where a bit says so
  [0x52, (content) => isCodingStyle(content, 0, 5)],
  [0x53, (content, components) => isCodingStyle(content, indexBytes(components), 1 + indexBytes(components))],
  [0x55, (content) => content.length >= 2],
  [0x56, isNumbers],
  [0x58, (content) => content.length >= 1],
  [0x59, isNumbers],
  // Quantization and that of one component (A.6.4, A.6.5)
  [0x5c, (content) => isQuantization(content)],
  [0x5d, (content, components) => isQuantization(content.subarray(indexBytes(components)))],
  [0x5e, (content, components) => content.length === 2 + indexBytes(components)],
  // Progression order changes (A.6.6)
  [0x5f, (content, components) => content.length > 0 && content.length % (5 + 2 * indexBytes(components)) === 0],
  // Component registration (A.9.1)
  [0x63, (content, components) => content.length === 4 * components],
  // Multiple component transforms of part 2: arrays, collections, order, depths (ISO/IEC 15444-2 A.3)
  ...[0x74, 0x75, 0x77, 0x78].map((code) => [code, isNumbersOnly] as const),
  [0x90, (content) => content.length === 8],
]);

/** @returns false for segments that no coding needs, and for those that hold more than they say. */
export function isJpeg2000Segment(code: number, content: Uint8Array, components: number): boolean {
  return byCode.get(code)?.(content, components) ?? false;
}

function bitsSet(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** @param styleAt where the style is, and @param levelsAt the number of decomposition levels */
function isCodingStyle(content: Uint8Array, styleAt: number, levelsAt: number): boolean {
  const levels = content[levelsAt] ?? 0;
  const hasPrecincts = ((content[styleAt] ?? 0) & 1) === 1;
  return levels <= 32 && content.length === levelsAt + 5 + (hasPrecincts ? levels + 1 : 0);
}

/** One step size for each subband: none, derived from the first, or each of its own. */
function isQuantization(content: Uint8Array): boolean {
  const style = (content[0] ?? 0) & 31;
  const sizes = content.subarray(1);
  const isBands = (count: number) => count % 3 === 1 && count <= 97;
  // Without quantization the lower three bits of each size are reserved.
  if (style === 0) return isBands(sizes.length) && sizes.every((size) => (size & 7) === 0);
  if (style === 1) return sizes.length === 2;
  return style === 2 && sizes.length % 2 === 0 && isBands(sizes.length / 2);
}

/** Profile and corresponding profile: a few numbers of two bytes (A.5.3, 15444-15 A.6). */
function isNumbers(content: Uint8Array): boolean {
  return content.length >= 2 && content.length <= 8 && content.length % 2 === 0;
}
