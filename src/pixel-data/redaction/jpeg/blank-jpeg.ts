import type { Rectangle } from '../redaction.ts';
import { type BitWriter, createBitWriter, flushBits, writeBits, writeMarker } from './bit-writer.ts';
import { encoderOf, fullAcTable, fullDcTable, type HuffmanEncoder, type HuffmanSpec } from './huffman-code.ts';
import { joinJpeg } from './join-jpeg.ts';
import { type McuGrid, mcuGridOf } from './mcu-grid.ts';
import { type JpegImage, parseJpeg } from './parse-jpeg.ts';
import { eachBlock } from './scan-blocks.ts';

/** What the header of the file says of the image in a codestream. */
export type JpegHeader = { readonly rows: number; readonly columns: number; readonly photometric: string };

/**
 * Blanks the MCUs of a JPEG that a rectangle touches: their first coefficients become dark, all others zero. The coefficients of
 * all other MCUs are written again as they are, so that nothing outside is quantised a second time; a progressive image and one of
 * several scans as one sequential scan.
 * @see D. Clunie and D. Gebow, Block selective redaction for minimizing loss during de-identification of burned in text in
 * irreversibly compressed JPEG medical images, J. Med. Imaging 2 (2015) 016501
 * @returns null for a codestream that is no such image, or not the one of the header
 */
export function blankJpeg(bytes: Uint8Array, header: JpegHeader, rectangles: readonly Rectangle[]): Uint8Array | null {
  const image = parseJpeg(bytes);
  if (image === null || image.rows !== header.rows || image.columns !== header.columns) return null;
  const levels = blankLevels(image, header);
  if (levels === null) return null;
  const isBlank = blankMcus(mcuGridOf(image), rectangles);
  const own = image.components.map(({ dc, ac }) => ({ dc, ac }));
  const written = writeScan(image, own, levels, isBlank);
  if (written === null || written instanceof Uint8Array) return written && joinJpeg(image, [], written);
  // A table of the file lacks what the new values need: full ones take its place.
  const full = own.map(({ dc, ac }, n) => ({
    dc: written.dc.has(image.components[n]!.dcTable) ? fullDcTable : dc,
    ac: written.ac.has(image.components[n]!.acTable) ? fullAcTable : ac,
  }));
  const again = writeScan(image, full, levels, isBlank);
  if (!(again instanceof Uint8Array)) return null;
  return joinJpeg(
    image,
    [
      ...[...written.dc].map((id) => [id, fullDcTable] as const),
      ...[...written.ac].map((id) => [id, fullAcTable] as const),
    ],
    again,
  );
}

/**
 * The first coefficient of a blank block, by component. Beyond the darkest sample, so that no rounding makes it lighter: a
 * decoder cuts it off there.
 */
export function blankLevels(image: JpegImage, { photometric }: JpegHeader): readonly number[] | null {
  const { components, precision } = image;
  const middle = 2 ** (precision - 1) * 8;
  const dark = (step: number) => -Math.ceil(middle / step);
  if (components.length === 1) {
    const [{ firstStep }] = components as [JpegImage['components'][number]];
    if (photometric === 'MONOCHROME2') return [dark(firstStep)];
    return photometric === 'MONOCHROME1' ? [Math.ceil((middle - 8) / firstStep)] : null;
  }
  if (components.length !== 3) return null;
  const areColours = isRgb(image, photometric);
  return components.map(({ firstStep }, n) => (areColours || n === 0 ? dark(firstStep) : 0));
}

/** The codestream says it if anything in it does; else the header. */
function isRgb({ components, adobeTransform, isJfif }: JpegImage, photometric: string): boolean {
  if (adobeTransform !== null) return adobeTransform === 0;
  if (isJfif) return false;
  return photometric === 'RGB' || String.fromCharCode(...components.map(({ id }) => id)) === 'RGB';
}

/** One byte an MCU, 1 where a rectangle touches it. */
function blankMcus({ width, height, across, down }: McuGrid, rectangles: readonly Rectangle[]): Uint8Array {
  const isBlank = new Uint8Array(across * down);
  for (const { column, row, columns, rows } of rectangles) {
    const left = Math.floor(column / width);
    const right = Math.min(across, Math.ceil((column + columns) / width));
    const bottom = Math.min(down, Math.ceil((row + rows) / height));
    for (let y = Math.floor(row / height); y < bottom; y++) isBlank.fill(1, y * across + left, y * across + right);
  }
  return isBlank;
}

type Tables = readonly { readonly dc: HuffmanSpec; readonly ac: HuffmanSpec }[];
type Lacking = { readonly dc: Set<number>; readonly ac: Set<number> };

/** @returns the numbers of tables that lack a code; null when the coded data cannot be followed */
function writeScan(
  image: JpegImage,
  tables: Tables,
  levels: readonly number[],
  isBlank: Uint8Array,
): Uint8Array | Lacking | null {
  const encoders = tables.map(({ dc, ac }) => [encoderOf(dc), encoderOf(ac)] as const);
  const writer = createBitWriter(image.bytes.length - image.dataStart + 1024);
  const last = new Int32Array(image.components.length);
  const lacking: Lacking = { dc: new Set(), ac: new Set() };
  // Categories 0 to 11, or 0 to 15 where samples have 12 bits (F.1.2.1).
  const most = 2 ** (image.precision === 8 ? 11 : 15);
  const isFollowed = eachBlock(image, (mcu, component, coefficients, starts) => {
    if (starts) {
      last.fill(0);
      if (mcu > 0) {
        flushBits(writer);
        writeMarker(writer, 0xd0 + ((mcu / image.restartInterval - 1) & 7));
      }
    }
    if (isBlank[mcu] === 1) {
      coefficients.fill(0);
      coefficients[0] = levels[component]!;
    }
    const [dc, ac] = encoders[component]!;
    const difference = coefficients[0]! - last[component]!;
    // What follows must not take the new value for the old one.
    if (isBlank[mcu] === 1) last[component] = levels[component]!;
    else last[component] = coefficients[0]!;
    if (!dc || Math.abs(difference) >= most || !writeNumber(writer, dc, 0, difference))
      lacking.dc.add(image.components[component]!.dcTable);
    if (!ac || !writeRest(writer, ac, coefficients)) lacking.ac.add(image.components[component]!.acTable);
  });
  if (!isFollowed) return null;
  if (lacking.dc.size + lacking.ac.size > 0) return lacking;
  flushBits(writer);
  return writer.bytes.subarray(0, writer.length);
}

function writeRest(writer: BitWriter, encoder: HuffmanEncoder, coefficients: Int32Array): boolean {
  let zeros = 0;
  for (let at = 1; at < 64; at++) {
    if (coefficients[at] === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) if (!writeSymbol(writer, encoder, 0xf0)) return false;
    if (!writeNumber(writer, encoder, zeros << 4, coefficients[at]!)) return false;
    zeros = 0;
  }
  return zeros === 0 || writeSymbol(writer, encoder, 0);
}

/** Its category, with the run in front of it, then its bits (F.1.2.1, F.1.2.2). */
function writeNumber(writer: BitWriter, encoder: HuffmanEncoder, run: number, value: number): boolean {
  const size = 32 - Math.clz32(Math.abs(value));
  if (size > 15 || !writeSymbol(writer, encoder, run | size)) return false;
  if (size > 0) writeBits(writer, value < 0 ? value + (1 << size) - 1 : value, size);
  return true;
}

function writeSymbol(writer: BitWriter, { codes, sizes }: HuffmanEncoder, symbol: number): boolean {
  const size = sizes[symbol]!;
  if (size === 0) return false;
  writeBits(writer, codes[symbol]!, size);
  return true;
}
