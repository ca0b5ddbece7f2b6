import { createBitReader, takeMarker } from './bit-reader.ts';
import { mcuGridOf } from './mcu-grid.ts';
import { decodersOf, type JpegImage } from './parse-jpeg.ts';
import { readBlock } from './read-block.ts';
import { readScans } from './read-scans.ts';

type VisitBlock = (mcu: number, component: number, coefficients: Int32Array, starts: boolean) => void;

/**
 * Hands over the coefficients of each block, in the order of the scan: 64 in zigzag order, the first one whole and not as a
 * difference. The array is the same each time.
 * @param visit `starts` is true for the first block after the beginning or a restart marker
 * @returns false when the data cannot be followed to its end, or more than the end of the image comes behind it
 */
export function eachBlock(image: JpegImage, visit: VisitBlock): boolean {
  if (image.scans === null) return eachCodedBlock(image, visit);
  const coefficients = coefficientsOf(image);
  if (coefficients === null) return false;
  const { blocks } = mcuGridOf(image);
  const block = new Int32Array(64);
  for (let n = 0; n * 64 < coefficients.length; n++) {
    block.set(coefficients.subarray(n * 64, n * 64 + 64));
    visit(Math.floor(n / blocks.length), blocks[n % blocks.length]!, block, n === 0);
  }
  return true;
}

/** All blocks one after the other, as `eachBlock` hands them over; null when the data cannot be followed to its end. */
export function coefficientsOf(image: JpegImage): Int16Array | null {
  if (image.scans !== null) return readScans(image, image.scans);
  const { across, down, blocks } = mcuGridOf(image);
  const all = new Int16Array(across * down * blocks.length * 64);
  let at = 0;
  const isFollowed = eachCodedBlock(image, (_, __, coefficients) => {
    all.set(coefficients, at);
    at += 64;
  });
  return isFollowed ? all : null;
}

function eachCodedBlock(image: JpegImage, visit: VisitBlock): boolean {
  const decoders = decodersOf(image);
  if (decoders === null) return false;
  const { across, down, blocks } = mcuGridOf(image);
  const { restartInterval } = image;
  const reader = createBitReader(image.bytes, image.dataStart);
  const coefficients = new Int32Array(64);
  const last = new Int32Array(image.components.length);
  for (let mcu = 0; mcu < across * down; mcu++) {
    const restarts = restartInterval > 0 && mcu > 0 && mcu % restartInterval === 0;
    if (restarts) {
      if (takeMarker(reader) !== 0xd0 + ((mcu / restartInterval - 1) & 7)) return false;
      last.fill(0);
    }
    let starts = restarts || mcu === 0;
    for (const component of blocks) {
      const [dc, ac] = decoders[component]!;
      if (!readBlock(reader, dc, ac, coefficients)) return false;
      coefficients[0]! += last[component]!;
      last[component] = coefficients[0]!;
      visit(mcu, component, coefficients, starts);
      starts = false;
    }
  }
  const marker = takeMarker(reader);
  return marker === 0xd9 || marker === 0;
}
