/** Writes coded data bit by bit; a byte of ones is followed by a zero (ISO/IEC 10918-1 B.1.1.5). */
export type BitWriter = { bytes: Uint8Array; length: number; buffer: number; count: number };

export function createBitWriter(expectedBytes: number): BitWriter {
  return { bytes: new Uint8Array(Math.max(1024, expectedBytes)), length: 0, buffer: 0, count: 0 };
}

/** @param bits at most 16 */
export function writeBits(writer: BitWriter, value: number, bits: number): void {
  writer.buffer = (writer.buffer << bits) | value;
  writer.count += bits;
  while (writer.count >= 8) {
    writer.count -= 8;
    const byte = (writer.buffer >>> writer.count) & 0xff;
    writeByte(writer, byte);
    if (byte === 0xff) writeByte(writer, 0);
  }
  writer.buffer &= (1 << writer.count) - 1;
}

/** Fills the last byte with ones. */
export function flushBits(writer: BitWriter): void {
  if (writer.count > 0) writeBits(writer, (1 << (8 - writer.count)) - 1, 8 - writer.count);
}

export function writeMarker(writer: BitWriter, marker: number): void {
  writeByte(writer, 0xff);
  writeByte(writer, marker);
}

function writeByte(writer: BitWriter, byte: number): void {
  if (writer.length === writer.bytes.length) {
    const grown = new Uint8Array(writer.bytes.length * 2);
    grown.set(writer.bytes);
    writer.bytes = grown;
  }
  writer.bytes[writer.length++] = byte;
}
