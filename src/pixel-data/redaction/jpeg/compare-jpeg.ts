import type { RedactionFault } from '../compare-samples.ts';
import { blankLevels, type JpegHeader } from './blank-jpeg.ts';
import { mcuGridOf } from './mcu-grid.ts';
import { type JpegImage, parseJpeg } from './parse-jpeg.ts';
import { coefficientsOf, eachBlock } from './scan-blocks.ts';

/**
 * Compares a blanked JPEG with what it was by its coefficients, as decoders differ by more than they may. @param mask one byte
 * a pixel, 1 where it goes; what shares an MCU with such a pixel goes as well
 */
export function compareJpeg(
  before: Uint8Array,
  after: Uint8Array,
  header: JpegHeader,
  mask: Uint8Array,
): RedactionFault | null {
  const [was, is] = [parseJpeg(before), parseJpeg(after)];
  if (was === null || is === null || !isSameHeader(was, is)) return 'unreadable';
  const levels = blankLevels(was, header);
  const old = levels && coefficientsOf(was);
  if (!old) return 'unreadable';
  const goes = touchedMcus(was, mask);
  let at = 0;
  let fault: RedactionFault | null = null;
  const isFollowed = eachBlock(is, (mcu, component, coefficients) => {
    const isGone = goes[mcu] === 1;
    for (let n = 0; n < 64; n++, at++) {
      const expected = !isGone ? old[at] : n === 0 ? levels[component] : 0;
      if (coefficients[n] !== expected) fault ??= isGone ? 'inside-differs' : 'outside-differs';
    }
  });
  return isFollowed && at === old.length ? fault : 'unreadable';
}

/**
 * Everything in front of the scan is the same but Huffman tables, which may be added. Of several scans that is what one scan has
 * to begin with.
 */
function isSameHeader(was: JpegImage, is: JpegImage): boolean {
  const added = is.scanStart - was.scanStart;
  if (added < 0 || was.restartInterval !== is.restartInterval) return false;
  for (let at = 0; at < was.scanStart; at++) if (was.bytes[at] !== is.bytes[at]) return false;
  for (let at = was.scanStart; at < was.dataStart; at++) if (was.bytes[at] !== is.bytes[at + added]) return false;
  return was.rows === is.rows && was.columns === is.columns;
}

/** From the pixels, and not from the rectangles that they were drawn from. */
function touchedMcus(image: JpegImage, mask: Uint8Array): Uint8Array {
  const { width, height, across, down } = mcuGridOf(image);
  const touched = new Uint8Array(across * down);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    const [row, column] = [Math.floor(pixel / image.columns), pixel % image.columns];
    touched[Math.floor(row / height) * across + Math.floor(column / width)] = 1;
  }
  return touched;
}
