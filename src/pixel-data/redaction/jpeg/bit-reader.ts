/** Reads the coded data of a scan bit by bit, up to the next marker (ISO/IEC 10918-1 B.1.1.5, F.2.2.5). */
export type BitReader = {
  readonly bytes: Uint8Array;
  at: number;
  buffer: number;
  count: number;
  /** Bits at the end of the buffer that no byte had. */
  madeUp: number;
};

export function createBitReader(bytes: Uint8Array, at: number): BitReader {
  return { bytes, at, buffer: 0, count: 0, madeUp: 0 };
}

/** The next 16 bits without taking them; ones behind the end. */
export function peek16(reader: BitReader): number {
  while (reader.count < 16) {
    const byte = nextByte(reader);
    if (byte < 0) reader.madeUp += 8;
    reader.buffer = ((reader.buffer & ((1 << reader.count) - 1)) << 8) | (byte & 0xff);
    reader.count += 8;
  }
  return (reader.buffer >>> (reader.count - 16)) & 0xffff;
}

/** At most 16 bits that were peeked at. @returns false when some of them are behind the end */
export function skipBits(reader: BitReader, bits: number): boolean {
  reader.count -= bits;
  return reader.count >= reader.madeUp;
}

/** @returns -1 at a marker or the end; a byte of ones is followed by a zero, which is none of the data */
function nextByte(reader: BitReader): number {
  const { bytes } = reader;
  const byte = bytes[reader.at];
  if (byte === undefined) return -1;
  if (byte !== 0xff) {
    reader.at++;
    return byte;
  }
  if (bytes[reader.at + 1] !== 0) return -1;
  reader.at += 2;
  return 0xff;
}

/**
 * Goes to the marker behind the coded data, which is less than a byte away. @returns its number, with the reader behind it;
 * -1 where the data goes on, 0 at the end of the bytes
 */
export function takeMarker(reader: BitReader): number {
  const { bytes } = reader;
  if (reader.count - reader.madeUp >= 8) return -1;
  reader.count = 0;
  reader.madeUp = 0;
  if (reader.at >= bytes.length) return 0;
  if (bytes[reader.at] !== 0xff) return -1;
  while (bytes[reader.at] === 0xff && bytes[reader.at + 1] === 0xff) reader.at++;
  const marker = bytes[reader.at + 1] ?? 0;
  reader.at += 2;
  return marker === 0 ? -1 : marker;
}
