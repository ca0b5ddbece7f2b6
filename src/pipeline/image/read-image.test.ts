import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { encodeRle } from '../../pixel-data/redaction/encode-rle.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { ctSlice, plainContent, vanishedContent } from '../../testing/ct-slice.ts';
import { imageFile, noise } from '../../testing/image-file.ts';
import { blankedFile, box, redactingEngine } from '../../testing/redact.ts';
import { crc32 } from '../archive/crc32.ts';
import { openImage } from './read-image.ts';

const noDecoder = async () => null;
const photometric: ElementDescription = { tag: 0x00280004, vr: 'CS', values: ['MONOCHROME2'] };
const frames = (count: string): ElementDescription => ({ tag: 0x00280008, vr: 'IS', values: [count] });

async function readFrame(bytes: Uint8Array, frame = 0) {
  const image = await openImage(plainContent(bytes), noDecoder);
  return image.kind === 'problem' ? image : image.readFrame(frame);
}

describe('a frame of a file', () => {
  it('is read alone: neither the frames before nor those behind it', async () => {
    const frameBytes = 1024 * 1024;
    const us = (tag: number, value: number): ElementDescription => ({ tag, vr: 'US', values: [value] });
    const pixels = new Uint8Array(4 * frameBytes);
    for (let frame = 0; frame < 4; frame++) pixels.fill(frame + 1, frame * frameBytes, (frame + 1) * frameBytes);
    const layout = [photometric, frames('4'), us(0x00280010, 1024), us(0x00280011, 1024), us(0x00280100, 8)];
    const blob = new Blob([buildFile([...layout, { tag: 0x7fe00010, vr: 'OB', bytes: pixels }]).slice()]);
    let readBytes = 0;
    const slice = blob.slice.bind(blob);
    blob.slice = (start = 0, end = blob.size) => {
      readBytes += Math.min(end, blob.size) - start;
      return slice(start, end);
    };
    const image = await openImage({ kind: 'plain', blob, lastModifiedMs: 0 }, noDecoder);
    if (image.kind === 'problem') throw new Error(image.code);
    expect(readBytes).toBeLessThan(frameBytes / 2);
    const frame = await image.readFrame(2);
    expect(frame.kind === 'grey' && new Set(frame.values)).toEqual(new Set([3]));
    expect(readBytes).toBeLessThan(frameBytes * 2.5);
  });

  it('is the same in a deflated member of a zip and in a deflated data set', async () => {
    const bytes = ctSlice({ extra: [photometric] });
    const packed = deflateRawSync(bytes);
    const content = { kind: 'zip-deflated', inflatedSizeBytes: bytes.length, crc32: crc32(bytes) } as const;
    const zipped = await openImage({ ...content, blob: new Blob([new Uint8Array(packed)]) }, noDecoder);
    const deflated = await readFrame(ctSlice({ extra: [photometric], transferSyntaxUid: '1.2.840.10008.1.2.1.99' }));
    const plain = await readFrame(bytes);
    expect(plain.kind).toBe('grey');
    expect(deflated).toEqual(plain);
    expect(zipped.kind === 'image' && (await zipped.readFrame(0))).toEqual(plain);
  });

  it('is put together from its fragments by the offset table, and by codestreams without one', async () => {
    const parts = [Uint8Array.of(0xff, 0xd8, 1, 2), Uint8Array.of(3, 4), Uint8Array.of(0xff, 0xd8, 5, 6)];
    const decoded: number[][] = [];
    for (const table of [new Uint8Array(0), Uint8Array.of(0, 0, 0, 0, 22, 0, 0, 0)]) {
      const bytes = ctSlice({
        transferSyntaxUid: '1.2.840.10008.1.2.4.50',
        fragments: [table, ...parts],
        extra: [frames('2')],
      });
      const image = await openImage(plainContent(bytes), async (_, frame) => {
        decoded.push([...frame.bytes]);
        return null;
      });
      if (image.kind === 'image') for (const frame of [0, 1]) await image.readFrame(frame);
    }
    const [first, second] = [
      [0xff, 0xd8, 1, 2, 3, 4],
      [0xff, 0xd8, 5, 6],
    ];
    expect(decoded).toEqual([first, second, first, second]);
  });
});

describe('a frame with boxes', () => {
  const [rows, columns] = [4, 6];
  const pixels = noise(rows * columns * 3);
  const areas = [box({ column: 4, row: 1, columns: 9, rows: 2 })];
  const redaction = { areas, review: 'not-all-seen' } as const;

  it.each([false, true])(
    'is shown as the finished file shows it, and without overlays; planar: %s',
    async (isPlanar) => {
      const overlay: readonly ElementDescription[] = [
        { tag: 0x60000010, vr: 'US', values: [rows] },
        { tag: 0x60000011, vr: 'US', values: [columns] },
        { tag: 0x60000050, vr: 'SS', values: [1, 1] },
        { tag: 0x60000100, vr: 'US', values: [1] },
        { tag: 0x60003000, vr: 'OW', bytes: new Uint8Array(4).fill(255) },
      ];
      const layout = { rows, columns, bits: 8, samples: 3, photometric: 'RGB', isPlanar, extra: overlay };
      const file = imageFile(layout, pixels);
      const original = await openImage(plainContent(file), noDecoder);
      const finished = await openImage(plainContent(await blankedFile(file, redaction, redactingEngine())), noDecoder);
      if (original.kind === 'problem' || finished.kind === 'problem') throw new Error('not read');
      const shown = await original.readFrame(0, areas);
      expect(shown).toEqual(await finished.readFrame(0));
      const before = await original.readFrame(0);
      expect(shown).not.toEqual(before);
      expect(before.kind === 'colour' && before.overlays.length).toBe(1);
    },
  );

  it('is shown as the finished file shows it where it is encoded anew, and where a frame begins in a byte', async () => {
    const rle = encodeRle(pixels, rows, columns, 3, 1)!;
    const encoded = {
      rows,
      columns,
      bits: 8,
      samples: 3,
      photometric: 'RGB',
      transferSyntaxUid: '1.2.840.10008.1.2.5',
    };
    const bits = { rows: 3, columns: 7, frames: 3, bits: 1 };
    const files = [
      [imageFile(encoded, [new Uint8Array(0), rle]), 0],
      [imageFile(bits, noise(8)), 1],
    ] as const;
    for (const [file, frame] of files) {
      const original = await openImage(plainContent(file), noDecoder);
      const finished = await openImage(plainContent(await blankedFile(file, redaction, redactingEngine())), noDecoder);
      if (original.kind === 'problem' || finished.kind === 'problem') throw new Error('not read');
      const shown = await original.readFrame(frame, areas);
      expect(shown).toEqual(await finished.readFrame(frame));
      expect(shown).not.toEqual(await original.readFrame(frame));
    }
  });

  it('has a reason where they cannot be blanked', async () => {
    const fragments = [new Uint8Array(0), new Uint8Array(64)];
    const video = ctSlice({ transferSyntaxUid: '1.2.840.10008.1.2.4.102', fragments });
    const image = await openImage(plainContent(video), noDecoder);
    const shown = image.kind === 'problem' ? image : await image.readFrame(0, areas);
    expect(shown).toMatchObject({ kind: 'problem', code: 'not-blanked' });
  });
});

describe('what is not shown', () => {
  const fragments = [new Uint8Array(0), Uint8Array.of(1, 2, 3, 4)];
  const encapsulated = (ending: string) =>
    readFrame(ctSlice({ transferSyntaxUid: `1.2.840.10008.1.2.${ending}`, fragments }));

  it.each([
    ['4.100', 'video'],
    ['4.102', 'video'],
    ['4.107', 'video'],
    ['4.60', 'unknown-syntax'],
    ['4.50', 'damaged'],
    ['5', 'damaged'],
    ['8.1', 'damaged'],
  ])('in transfer syntax %s has a reason: %s', async (ending, code) => {
    expect(await encapsulated(ending)).toMatchObject({ code, transferSyntaxUid: `1.2.840.10008.1.2.${ending}` });
  });

  it('has a reason in frames that are not there', async () => {
    expect(await readFrame(ctSlice(), 5)).toMatchObject({ code: 'no-frame' });
  });

  it('has a reason where there are no pixels, and where the file is gone', async () => {
    expect(await readFrame(ctSlice({ pixelBytes: 0 }))).toMatchObject({ code: 'no-pixels' });
    expect(await openImage(vanishedContent(300_000), noDecoder)).toMatchObject({ code: 'unreadable' });
  });
});
