import { lowerBound } from './lower-bound.ts';
/**
 * Runs of bits to write over, the same in many frames that follow each other without a gap. Bits count from the start of
 * the value, the lowest of each byte first: a sample of one bit is one bit (PS3.5 8.1.1).
 */
export type Blanks = {
  readonly frameBits: number;
  /** What stands behind the last frame stays. */
  readonly frames: number;
  readonly fills: readonly Fill[];
  /** Bytes stand in swapped pairs: words of a big-endian file that hold samples of eight bits or one. */
  readonly areBytesSwapped: boolean;
};

/** `runs` runs of one length, `strideBits` from one to the next, in each of the frames. */
export type Fill = {
  /** Ascending, from 0. */
  readonly frames: 'all' | readonly number[];
  readonly firstBit: number;
  readonly runBits: number;
  readonly strideBits: number;
  readonly runs: number;
  /** Repeated from the first byte of each run; for runs of bits a single byte, all ones or all zeros. */
  readonly pattern: Uint8Array;
};

/** Writes over a stretch of a value, in place. @param offsetBytes where in the value the stretch begins */
export function blankStretch(stretch: Uint8Array, offsetBytes: number, blanks: Blanks): void {
  for (const fill of blanks.fills) {
    for (const frame of framesIn(fill.frames, stretch.length, offsetBytes, blanks)) {
      fillFrame(stretch, offsetBytes, frame * blanks.frameBits, fill, blanks.areBytesSwapped);
    }
  }
}

function* framesIn(
  frames: Fill['frames'],
  lengthBytes: number,
  offsetBytes: number,
  { frameBits, frames: count }: Blanks,
) {
  // A byte may come from its neighbour in a swapped pair.
  const first = Math.max(0, Math.floor(((offsetBytes - 1) * 8) / frameBits));
  const last = Math.min(count - 1, Math.floor(((offsetBytes + lengthBytes + 1) * 8) / frameBits));
  if (frames === 'all') {
    for (let frame = first; frame <= last; frame++) yield frame;
    return;
  }
  for (let at = lowerBound(frames, first); at < frames.length && frames[at]! <= last; at++) yield frames[at]!;
}

function fillFrame(stretch: Uint8Array, offsetBytes: number, frameBit: number, fill: Fill, isSwapped: boolean): void {
  const { firstBit, runBits, strideBits, runs, pattern } = fill;
  const firstRunBit = frameBit + firstBit;
  const startBit = (offsetBytes - 1) * 8;
  const endBit = (offsetBytes + stretch.length + 1) * 8;
  const first = Math.max(0, Math.floor((startBit - firstRunBit - runBits) / strideBits));
  for (let run = first; run < runs; run++) {
    const from = firstRunBit + run * strideBits;
    if (from >= endBit) return;
    const isPlain = !isSwapped && from % 8 === 0 && runBits % 8 === 0;
    if (isPlain) fillBytes(stretch, from / 8 - offsetBytes, runBits / 8, pattern);
    else fillBits(stretch, offsetBytes, from, from + runBits, pattern, isSwapped);
  }
}

function fillBytes(stretch: Uint8Array, from: number, length: number, pattern: Uint8Array): void {
  const start = Math.max(0, from);
  const end = Math.min(stretch.length, from + length);
  if (pattern.length === 1) {
    if (end > start) stretch.fill(pattern[0]!, start, end);
    return;
  }
  if (end <= start) return;
  // Twice as much each time: a loop over every byte would cost more than everything around it.
  const first = Math.min(pattern.length, end - start);
  for (let at = 0; at < first; at++) stretch[start + at] = pattern[(start + at - from) % pattern.length]!;
  for (let filled = first; filled < end - start; filled *= 2) {
    stretch.copyWithin(start + filled, start, start + Math.min(filled, end - start - filled));
  }
}

function fillBits(
  stretch: Uint8Array,
  offsetBytes: number,
  from: number,
  to: number,
  pattern: Uint8Array,
  isSwapped: boolean,
): void {
  const firstByte = Math.floor(from / 8);
  for (let byte = firstByte; byte * 8 < to; byte++) {
    const at = (isSwapped ? byte ^ 1 : byte) - offsetBytes;
    if (at < 0 || at >= stretch.length) continue;
    const low = Math.max(0, from - byte * 8);
    const high = Math.min(8, to - byte * 8);
    const mask = (0xff >>> (8 - high)) & (0xff << low) & 0xff;
    stretch[at] = (stretch[at]! & ~mask) | (pattern[(byte - firstByte) % pattern.length]! & mask);
  }
}
