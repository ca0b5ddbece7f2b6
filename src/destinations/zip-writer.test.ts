import fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../pipeline/archive/crc32.ts';
import { memoryOutput } from '../testing/memory-output.ts';
import { unzipTest, zipOracles } from '../testing/zip-oracles.ts';
import { createByteSink } from './byte-sink.ts';
import { createZipWriter, type ZipItem } from './zip-writer.ts';

type Content = { readonly name: string; readonly bytes: Uint8Array; readonly knowsCrc: boolean };

function itemOf({ name, bytes, knowsCrc }: Content): ZipItem {
  const middle = Math.floor(bytes.length / 2);
  return {
    path: name,
    // Half in hand, half as a range of an input that has something else in front.
    parts: [
      { kind: 'bytes', bytes: bytes.slice(0, middle) },
      { kind: 'range', offsetBytes: 3 + middle, lengthBytes: bytes.length - middle },
    ],
    input: new Blob([Uint8Array.of(1, 2, 3), bytes.slice()]),
    sizeBytes: bytes.length,
    crc32: knowsCrc ? crc32(bytes) : null,
  };
}

async function zipOf(items: readonly ZipItem[]): Promise<Uint8Array> {
  const output = memoryOutput();
  const writer = createZipWriter(createByteSink(output));
  for (const item of items) await writer.write(item);
  const closed = await writer.close();
  expect(closed).toEqual({ kind: 'closed', sizeBytes: output.bytes().length });
  return output.bytes().slice();
}

const content = fc.record({
  name: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replaceAll(/[\\/\0.]/g, '_').normalize('NFC')),
  bytes: fc.uint8Array({ maxLength: 3000 }),
  knowsCrc: fc.boolean(),
});
const contents = fc.uniqueArray(content, { maxLength: 12, selector: ({ name }) => name });

describe('createZipWriter', () => {
  it('writes archives that JSZip reads back, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (files) => {
        const zip = await JSZip.loadAsync(await zipOf(files.map(itemOf)), { checkCRC32: true });
        expect(Object.keys(zip.files)).toHaveLength(files.length);
        for (const { name, bytes } of files) expect(await zip.file(name)!.async('uint8array')).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  for (const oracle of zipOracles) {
    it(`writes archives that ${oracle.name} reads back`, async () => {
      const files: Content[] = Array.from({ length: 40 }, (_, i) => ({
        name: `P-4ÅF2/Untersuchung ${i % 3}/患者/${i}.dcm`,
        bytes: new Uint8Array(i * 997).map((_value, at) => (at * 31 + i) & 255),
        knowsCrc: i % 2 === 0,
      }));
      const seen = oracle.read(await zipOf(files.map(itemOf)));
      if (seen === null) return;
      expect(seen).toEqual(files.map(({ name, bytes }) => ({ name, sizeBytes: bytes.length, crc32: crc32(bytes) })));
    });
  }

  it('passes unzip -t, with more entries than 16 bits can count as well', async () => {
    const count = 66_000;
    const items = Array.from({ length: count }, (_, i) =>
      itemOf({ name: `${i}.dcm`, bytes: Uint8Array.of(i & 255, i >> 8), knowsCrc: true }),
    );
    const zip = await zipOf(items);
    const exitCode = unzipTest(zip);
    if (exitCode === null) console.warn('SKIPPED: unzip is not on this machine.');
    else expect(exitCode).toBe(0);
    for (const oracle of zipOracles) {
      const seen = oracle.read(zip);
      if (seen !== null) expect(seen).toHaveLength(count);
    }
  });

  it('gives the same bytes for the same files', async () => {
    const files = [itemOf({ name: 'a.dcm', bytes: new Uint8Array(5000).fill(3), knowsCrc: false })];
    expect(await zipOf(files)).toEqual(await zipOf(files));
  });

  it('leaves a file out whose input can no longer be read, and goes on', async () => {
    const output = memoryOutput();
    const writer = createZipWriter(createByteSink(output));
    const large = new Uint8Array(3_000_000).fill(9);
    const first = await writer.write(itemOf({ name: 'first.dcm', bytes: large, knowsCrc: false }));
    expect(first, 'the checksum that it found').toEqual({ kind: 'written', crc32: crc32(large) });
    const vanished = {
      ...itemOf({ name: 'gone.dcm', bytes: large, knowsCrc: false }),
      input: unreadableBlob(large.length),
    };
    expect(await writer.write(vanished)).toMatchObject({ kind: 'input-unreadable' });
    const shrunk = { ...itemOf({ name: 'shrunk.dcm', bytes: large, knowsCrc: false }), input: new Blob(['short']) };
    expect(await writer.write(shrunk)).toMatchObject({ kind: 'input-unreadable' });
    await writer.write(itemOf({ name: 'last.dcm', bytes: Uint8Array.of(1, 2), knowsCrc: true }));
    await writer.close();
    const zip = await JSZip.loadAsync(output.bytes(), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(['first.dcm', 'last.dcm']);
    expect(unzipTest(output.bytes()) ?? 0).toBe(0);
  });

  it('says that the disk is full', async () => {
    const writer = createZipWriter(createByteSink(memoryOutput(2_000_000)));
    const file = itemOf({ name: 'a.dcm', bytes: new Uint8Array(3_000_000), knowsCrc: true });
    expect(await writer.write(file)).toMatchObject({ kind: 'no-space' });
  });

  it('says that the disk is full when only the central directory does not fit', async () => {
    const writer = createZipWriter(createByteSink(memoryOutput(1000)));
    expect(await writer.write(itemOf({ name: 'a.dcm', bytes: new Uint8Array(950), knowsCrc: true }))).toEqual({
      kind: 'written',
    });
    expect(await writer.close()).toMatchObject({ kind: 'no-space' });
  });

  it('refuses a second file of the same name and a name that is too long', async () => {
    const writer = createZipWriter(createByteSink(memoryOutput()));
    const file = itemOf({ name: 'a.dcm', bytes: new Uint8Array(1), knowsCrc: true });
    await writer.write(file);
    expect(await writer.write(file)).toMatchObject({ kind: 'internal' });
    expect(await writer.write({ ...file, path: 'ä'.repeat(32_768) })).toMatchObject({ kind: 'internal' });
  });

  it('refuses a file that is not as long as it was announced', async () => {
    const writer = createZipWriter(createByteSink(memoryOutput()));
    const file = { ...itemOf({ name: 'a.dcm', bytes: new Uint8Array(10), knowsCrc: true }), sizeBytes: 11 };
    expect(await writer.write(file)).toMatchObject({ kind: 'internal' });
  });
});

function unreadableBlob(sizeBytes: number): Blob {
  const blob = new Blob([new Uint8Array(sizeBytes + 3)]);
  blob.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }) as unknown as Blob;
  return blob;
}
