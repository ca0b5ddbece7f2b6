/** How many codes there are of 1 to 16 bits, and their values in order (ISO/IEC 10918-1 B.2.4.2). */
export type HuffmanSpec = { readonly counts: Uint8Array; readonly values: Uint8Array };

/** A table to read with: by the next 16 bits, the value and how many bits it took; 0 for no code. */
export type HuffmanDecoder = Uint16Array;

/** A table to write with: by value, the code and its bits; 0 bits for a value that the table lacks. */
export type HuffmanEncoder = { readonly codes: Uint16Array; readonly sizes: Uint8Array };

/** @returns null for more codes than there is room for, or a value twice */
export function decoderOf(spec: HuffmanSpec): HuffmanDecoder | null {
  const decoder = new Uint16Array(65536);
  const encoder = encoderOf(spec);
  if (encoder === null) return null;
  for (const value of spec.values) {
    const size = encoder.sizes[value]!;
    const first = encoder.codes[value]! << (16 - size);
    decoder.fill((size << 8) | value, first, first + (1 << (16 - size)));
  }
  return decoder;
}

/** Codes in the order of annex C: consecutive within a length, doubled from one length to the next. */
export function encoderOf({ counts, values }: HuffmanSpec): HuffmanEncoder | null {
  const codes = new Uint16Array(256);
  const sizes = new Uint8Array(256);
  let code = 0;
  let at = 0;
  for (let size = 1; size <= 16; size++, code *= 2) {
    for (let n = 0; n < counts[size - 1]!; n++) {
      const value = values[at++];
      if (value === undefined || sizes[value] !== 0 || code >= 1 << size) return null;
      codes[value] = code++;
      sizes[value] = size;
    }
  }
  return at === values.length ? { codes, sizes } : null;
}

/** All categories of differences, for images whose own table lacks one: 14 codes of 4 bits, two of 5. */
export const fullDcTable: HuffmanSpec = {
  counts: Uint8Array.of(0, 0, 0, 14, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  values: Uint8Array.from({ length: 16 }, (_, category) => category),
};

/** Every run with every size, end of block and sixteen zeros: codes of 8 bits. */
export const fullAcTable: HuffmanSpec = (() => {
  const values = [0x00, 0xf0];
  for (let run = 0; run < 16; run++) for (let size = 1; size <= 14; size++) values.push(run * 16 + size);
  const counts = new Uint8Array(16);
  counts[7] = values.length;
  return { counts, values: Uint8Array.from(values) };
})();
