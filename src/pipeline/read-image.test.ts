import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { ctSlice, plainContent, vanishedContent } from '../testing/ct-slice.ts';
import { crc32 } from './crc32.ts';
import { openImage } from './read-image.ts';

const noDecoder = async () => null;
const photometric: ElementDescription = { tag: 0x00280004, vr: 'CS', values: ['MONOCHROME2'] };
const frames = (count: string): ElementDescription => ({ tag: 0x00280008, vr: 'IS', values: [count] });

async function readFrame(bytes: Uint8Array, frame = 0) {
  const image = await openImage(plainContent(bytes), noDecoder);
  return image.kind === 'problem' ? image : image.readFrame(frame);
}

describe('a frame of a file', () => {
  it('is read alone: not the frames before it', async () => {
    const blob = new Blob([ctSlice({ pixelBytes: 4_194_304, extra: [frames('2')] }).slice()]);
    const read: number[] = [];
    const slice = blob.slice.bind(blob);
    blob.slice = (start = 0, end = blob.size) => {
      read.push(end - start);
      return slice(start, end);
    };
    const image = await openImage({ kind: 'plain', blob, lastModifiedMs: 0 }, noDecoder);
    if (image.kind === 'problem') throw new Error(image.code);
    expect(image.facts).toMatchObject({ rows: 2048, columns: 1024, frames: 2 });
    // The header only, so far.
    expect(Math.max(...read)).toBeLessThan(300_000);
    expect((await image.readFrame(1)).kind).toBe('problem');
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
