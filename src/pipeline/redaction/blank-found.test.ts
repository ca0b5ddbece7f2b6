import { describe, expect, it } from 'vitest';
import { readSingleText } from '../../dicom/value-codec.ts';
import { assembleOutput, indexBytes } from '../../testing/build-dataset.ts';
import { plainInput } from '../../testing/ct-slice.ts';
import { type ImageLayout, imageFile, noise } from '../../testing/image-file.ts';
import { box, redactingEngine } from '../../testing/redact.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { deidentifyFile } from '../file/deidentify-file.ts';
import { produceFile } from '../file/produce-file.ts';

const [rows, columns] = [40, 60];
const layout: ImageLayout = { rows, columns, frames: 2 };
const pixels = noise(rows * columns * 2 * 2);
const file = imageFile(layout, pixels);
const found: SearchFacts = {
  kind: 'searched',
  hits: [
    { column: 0, row: 10, columns: 30, rows: 8, isPatients: true },
    { column: 50, row: 36, columns: 10, rows: 4, isPatients: false },
  ],
  isTextBeside: false,
};
const clean = redactingEngine([], [], { pixels: 'clean' });

describe('texts that were found', () => {
  it('are blanked with their edges in all frames under `clean`, and nothing else is', async () => {
    const result = await produceFile({ input: plainInput(file), release: null, search: found }, clean);
    if (result.kind !== 'produced') throw new Error('refused');
    const bytes = assembleOutput(result.parts, file);
    const at = bytes.length - pixels.length;
    for (let byte = 0; byte < pixels.length; byte++) {
      const pixel = byte >> 1;
      const [row, column] = [Math.floor(pixel / columns) % rows, pixel % columns];
      const isInside = (column < 32 && row >= 8 && row < 20) || (column >= 48 && row >= 34);
      if (bytes[at + byte] !== (isInside ? 0 : pixels[byte])) throw new Error(`Pixel ${pixel} is wrong.`);
    }
    const output = indexBytes(bytes);
    expect(readSingleText(output, 0x00120062).trim()).toBe('NO');
    expect(Buffer.from(bytes).includes('text blanked by program, not reviewed')).toBe(true);
  });

  it('hold the image under `hold`', async () => {
    const outcome = await deidentifyFile({ input: plainInput(file), release: null, search: found }, redactingEngine());
    expect(outcome).toMatchObject({ kind: 'held', holds: [{ kind: 'pixels', isReleasable: true }] });
  });

  it('leave to a person what a person has decided', async () => {
    const redaction = { areas: [box({ column: 1, row: 1, columns: 2, rows: 2 })], review: 'not-all-seen' } as const;
    const result = await produceFile({ input: plainInput(file), release: null, search: found, redaction }, clean);
    if (result.kind !== 'produced') throw new Error('refused');
    const bytes = assembleOutput(result.parts, file);
    const line = 12 * columns * 2;
    const first = bytes.length - pixels.length + line;
    expect([...bytes.subarray(first, first + 40)]).toEqual([...pixels.subarray(line, line + 40)]);
  });
});
