/**
 * A piece of deflated data (RFC 1951) that can be inflated by itself: whole blocks, and the bytes before them that they
 * may refer to.
 */
export type DeflateStretch = {
  /** Bits from the start of the packed bytes, as deflate counts them: from the lowest of each byte. */
  readonly startBit: number;
  readonly endBit: number;
  /** Inflated. */
  readonly sizeBytes: number;
  /** At most 32 KB of inflated bytes before it; empty where the data begins here. */
  readonly window: Uint8Array<ArrayBuffer>;
  /** Its last block says that it is the last one. */
  readonly isLast: boolean;
};

/**
 * A deflate stream of its own that inflates to the window and then to the stretch: the window as a stored block, blocks
 * that say nothing up to the bit that the stretch begins with, the blocks of the stretch, and an empty last block.
 * @param packed holds the bits of the stretch.
 */
export function streamOfStretch(packed: Uint8Array, stretch: DeflateStretch): Uint8Array<ArrayBuffer> {
  const { startBit, endBit, window, isLast } = stretch;
  const lead = leadOf(startBit & 7);
  const stored = window.length > 0 ? 5 + window.length : 0;
  // The bits of the lead's last, broken byte and those of the stretch's first byte share one byte.
  const leadBytes = lead.bits >> 3;
  const data = packed.subarray(startBit >> 3, (endBit + 7) >> 3);
  const stream = new Uint8Array(stored + leadBytes + data.length + 3);
  if (stored > 0) {
    stream.set([0, window.length & 255, window.length >> 8, ~window.length & 255, (~window.length >> 8) & 255]);
    stream.set(window, 5);
  }
  stream.set(data, stored + leadBytes);
  const broken = (1 << (lead.bits & 7)) - 1;
  stream[stored + leadBytes]! &= ~broken;
  for (const [at, byte] of lead.bytes.entries()) stream[stored + at]! |= byte;
  if (isLast) return stream.subarray(0, stored + leadBytes + data.length);
  endStream(stream, (stored + leadBytes) * 8 + (endBit - (startBit & ~7)));
  return stream;
}

/** An empty last block of fixed codes from this bit on: 1, 01, and seven zeros. */
function endStream(stream: Uint8Array, atBit: number): void {
  const at = atBit >> 3;
  const shift = atBit & 7;
  stream.fill(0, at + 1);
  stream[at]! &= (1 << shift) - 1;
  stream[at]! |= (3 << shift) & 255;
  stream[at + 1]! |= (3 << shift) >> 8;
}

/**
 * Empty blocks that end so many bits behind a whole byte. One of fixed codes has ten bits, so that any even number can be
 * made of them; an odd number needs one of 97 bits, which brings its own codes.
 */
function leadOf(bitsBehindByte: number): { readonly bytes: Uint8Array; readonly bits: number } {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit++) bits.push((value >> bit) & 1);
  };
  if (bitsBehindByte & 1) putOddBlock(put);
  while ((bits.length & 7) !== bitsBehindByte) put(2, 10);
  const bytes = new Uint8Array((bits.length + 7) >> 3);
  for (const [at, bit] of bits.entries()) bytes[at >> 3]! |= bit << (at & 7);
  return { bytes, bits: bits.length };
}

/** Order of the code lengths (RFC 1951 3.2.7). */
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** The code of code lengths: run of zeros 0, zero 10, one 11, first bit first. */
const codeLengths: Readonly<Record<number, number>> = { 18: 1, 0: 2, 1: 2 };

/** An empty block whose codes are the symbol 0 and the end of the block, one bit each. */
function putOddBlock(put: (value: number, count: number) => void): void {
  put(4, 3);
  put(0, 10);
  put(codeOrder.length - 4, 4);
  for (const symbol of codeOrder) put(codeLengths[symbol] ?? 0, 3);
  put(3, 2);
  put(0, 1);
  put(138 - 11, 7);
  put(0, 1);
  put(117 - 11, 7);
  put(3, 2);
  put(1, 2);
  put(1, 1);
}
