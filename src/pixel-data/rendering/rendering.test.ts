import { describe, expect, it } from 'vitest';
import { readFromMemory } from '../../dicom/reading.ts';
import { explicitVrBigEndianUid } from '../../dicom/transfer-syntax.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { type BuildOptions, buildFile, indexBytes } from '../../testing/build-dataset.ts';
import { composeFrame, nativeSamples } from './compose-frame.ts';
import type { Frame } from './frame.ts';
import { readImagePixel } from './image-pixel.ts';
import { readFrame } from './read-frame.ts';
import { defaultVoiOf, renderFrame } from './render-frame.ts';

type Layout = {
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly samples?: number;
  readonly photometric?: string;
  readonly planar?: number;
  readonly allocated?: number;
  readonly stored?: number;
  readonly high?: number;
  readonly signed?: number;
  readonly pixels: readonly number[];
  readonly vr?: 'OB' | 'OW';
  readonly tag?: number;
  readonly extra?: readonly ElementDescription[];
};

/** Frame `n` of a small uncompressed image. */
function frameOf(layout: Layout, n = 0, options: BuildOptions = {}): Frame {
  const { rows = 1, columns = 2, frames, samples = 1, photometric = 'MONOCHROME2', allocated = 8 } = layout;
  const us = (element: number, value: number | undefined): readonly ElementDescription[] =>
    value === undefined ? [] : [{ tag: 0x00280000 + element, vr: 'US', values: [value] }];
  const elements: ElementDescription[] = [
    ...us(0x0002, samples),
    { tag: 0x00280004, vr: 'CS', values: [photometric] },
    ...us(0x0006, layout.planar),
    ...(frames === undefined ? [] : [{ tag: 0x00280008, vr: 'IS', values: [`${frames}`] } as const]),
    ...us(0x0010, rows),
    ...us(0x0011, columns),
    ...us(0x0100, allocated),
    ...us(0x0101, layout.stored ?? allocated),
    ...us(0x0102, layout.high ?? (layout.stored ?? allocated) - 1),
    ...us(0x0103, layout.signed ?? 0),
    ...(layout.extra ?? []),
    { tag: layout.tag ?? 0x7fe00010, vr: layout.vr ?? 'OB', bytes: Uint8Array.from(layout.pixels) },
  ];
  const bytes = buildFile(
    elements.sort((a, b) => a.tag - b.tag),
    options,
  );
  const dataset = indexBytes(bytes);
  const pixel = readImagePixel(dataset)!;
  const read = readFromMemory(readFrame(dataset, pixel, n), bytes);
  const unpacked = nativeSamples(dataset, pixel, read!);
  const composed = readFromMemory(
    composeFrame(dataset, pixel, n, unpacked!, { isPlanar: pixel.isPlanar, isRgb: false }),
    bytes,
  );
  if (composed.kind !== 'grey' && composed.kind !== 'colour') throw new Error(composed.kind);
  return composed;
}

const valuesOf = (layout: Layout, n = 0, options: BuildOptions = {}) => [
  ...Array.from(frameOf(layout, n, options).values),
];

/** Red of each pixel as it is drawn. */
function drawn(layout: Layout): readonly number[] {
  const frame = frameOf(layout);
  return [...renderFrame(frame, defaultVoiOf(frame), true)].filter((_, at) => at % 4 === 0);
}

describe('samples of uncompressed frames (PS3.5 8.1)', () => {
  it('reads 8, 16 and 32 bits, signed and unsigned', () => {
    expect(valuesOf({ pixels: [0, 255] })).toEqual([0, 255]);
    expect(valuesOf({ pixels: [1, 255], signed: 1 })).toEqual([1, -1]);
    expect(valuesOf({ allocated: 16, pixels: [0x01, 0x02, 0xff, 0xff] })).toEqual([0x0201, 0xffff]);
    expect(valuesOf({ allocated: 16, signed: 1, pixels: [0x01, 0x02, 0xff, 0xff] })).toEqual([0x0201, -1]);
    expect(valuesOf({ allocated: 32, columns: 1, pixels: [1, 0, 0, 0x80] })).toEqual([0x80000001]);
    expect(valuesOf({ allocated: 32, columns: 1, signed: 1, pixels: [0xfe, 0xff, 0xff, 0xff] })).toEqual([-2]);
  });

  it('counts only the bits stored, and takes their sign', () => {
    // The upper four bits are of an overlay of old.
    expect(valuesOf({ allocated: 16, stored: 12, pixels: [0xff, 0xf7, 0x00, 0x18] })).toEqual([0x7ff, 0x800]);
    expect(valuesOf({ allocated: 16, stored: 12, signed: 1, pixels: [0xff, 0xff, 0x00, 0x08] })).toEqual([-1, -2048]);
    // High Bit 15 with 12 bits: the lowest four do not count.
    expect(valuesOf({ allocated: 16, stored: 12, high: 15, pixels: [0x1f, 0x00, 0xff, 0xff] })).toEqual([1, 0xfff]);
  });

  it('reads one-bit frames that begin inside a byte', () => {
    // Three pixels a frame: 101 011 1.. from the least significant bit on.
    const layout = { allocated: 1, columns: 3, frames: 2, pixels: [0b00110101, 0] } as const;
    expect(valuesOf(layout, 0)).toEqual([1, 0, 1]);
    expect(valuesOf(layout, 1)).toEqual([0, 1, 1]);
  });

  it('reads big-endian words, and bytes that big-endian words hold swapped', () => {
    const options = { transferSyntaxUid: explicitVrBigEndianUid };
    expect(valuesOf({ allocated: 16, vr: 'OW', pixels: [1, 2, 3, 4] }, 0, options)).toEqual([0x0102, 0x0304]);
    expect(valuesOf({ columns: 4, vr: 'OW', pixels: [1, 2, 3, 4] }, 0, options)).toEqual([2, 1, 4, 3]);
    // An odd frame ends, and the next begins, inside a word.
    const odd = { columns: 3, frames: 2, vr: 'OW', pixels: [2, 1, 4, 3, 6, 5] } as const;
    expect(valuesOf(odd, 0, options)).toEqual([1, 2, 3]);
    expect(valuesOf(odd, 1, options)).toEqual([4, 5, 6]);
  });

  it('reads float pixels (PS3.3 C.7.6.24) and shows a narrow range in full', () => {
    const floats = [...new Uint8Array(Float32Array.of(0.25, 0.75).buffer)];
    const layout = { allocated: 32, tag: 0x7fe00008, pixels: floats } as const;
    const bytes = { ...layout, vr: 'OW' as const };
    expect(valuesOf(bytes)).toEqual([0.25, 0.75]);
    expect(drawn(bytes)).toEqual([0, 255]);
  });

  it('gives the frame that was asked for, and none behind the last', () => {
    const layout = { frames: 2, pixels: [1, 2, 3, 4] } as const;
    expect(valuesOf(layout, 1)).toEqual([3, 4]);
    expect(() => frameOf(layout, 2)).toThrow();
  });
});

describe('colours (PS3.3 C.7.6.3.1.2)', () => {
  const red = [254, 0, 0];

  it('reads RGB by pixel and by plane', () => {
    const values = [1, 2, 3, 4, 5, 6];
    expect(valuesOf({ samples: 3, photometric: 'RGB', planar: 0, pixels: values })).toEqual(values);
    expect(valuesOf({ samples: 3, photometric: 'RGB', planar: 1, pixels: [1, 4, 2, 5, 3, 6] })).toEqual(values);
  });

  it('makes RGB of YBR_FULL and of YBR_FULL_422', () => {
    // Y, Cb and Cr of red by the standard's own equations.
    const full = { samples: 3, photometric: 'YBR_FULL', columns: 1, pixels: [76, 85, 255] } as const;
    expect(valuesOf(full)).toEqual(red);
    const halved = { samples: 3, photometric: 'YBR_FULL_422', pixels: [76, 76, 85, 255] } as const;
    expect(valuesOf(halved)).toEqual([...red, ...red]);
  });

  it('looks palette colours up, plain and in segments', () => {
    const descriptor = (element: number, bits: number) =>
      ({ tag: 0x00280000 + element, vr: 'US', values: [3, 0, bits] }) as const;
    const plain = (bytes: readonly number[]) => (element: number) =>
      ({ tag: 0x00280000 + element, vr: 'OW', bytes: Uint8Array.from(bytes) }) as const;
    const words = plain([0, 0, 0, 128, 0, 255]);
    const extra = [0x1101, 0x1102, 0x1103].map((at) => descriptor(at, 16));
    const layout = { photometric: 'PALETTE COLOR', columns: 3, pixels: [0, 1, 9, 0] } as const;
    // What lies behind the table takes its last entry.
    expect(valuesOf({ ...layout, extra: [...extra, ...[0x1201, 0x1202, 0x1203].map(words)] })).toEqual(
      [0, 128, 255].flatMap((grey) => [grey, grey, grey]),
    );
    // A discrete segment of one entry, then a line of two up to 0xff00.
    const segments = plain([0, 0, 1, 0, 0, 0, 1, 0, 2, 0, 0, 0xff]);
    expect(valuesOf({ ...layout, extra: [...extra, ...[0x1221, 0x1222, 0x1223].map(segments)] })).toEqual(
      [0, 127, 255].flatMap((grey) => [grey, grey, grey]),
    );
  });
});

describe('greys', () => {
  const window = (centre: string, width: string, shape?: string): readonly ElementDescription[] => [
    { tag: 0x00281050, vr: 'DS', values: [centre] },
    { tag: 0x00281051, vr: 'DS', values: [width] },
    ...(shape === undefined ? [] : [{ tag: 0x00281056, vr: 'CS', values: [shape] } as const]),
  ];

  it('spreads all values where the header names no window, padding left out', () => {
    expect(drawn({ columns: 3, pixels: [10, 20, 30, 0] })).toEqual([0, 128, 255]);
    const extra = [{ tag: 0x00280120, vr: 'US', values: [0] } as const];
    expect(drawn({ columns: 3, pixels: [0, 10, 20, 0], extra })).toEqual([0, 0, 255]);
  });

  it('follows the window in each of its shapes (PS3.3 C.11.2.1.2, C.11.2.1.3)', () => {
    const pixels = [0, 64, 128, 255];
    expect(drawn({ columns: 4, pixels, extra: window('128', '256') })).toEqual([0, 64, 128, 255]);
    expect(drawn({ columns: 4, pixels, extra: window('128', '128', 'LINEAR_EXACT') })).toEqual([0, 0, 128, 255]);
    expect(drawn({ columns: 4, pixels, extra: window('128', '64', 'SIGMOID') })).toEqual([0, 5, 128, 255]);
    // One value wide: a threshold.
    expect(drawn({ columns: 4, pixels, extra: window('128', '1') })).toEqual([0, 0, 255, 255]);
  });

  it('counts windows in units of the modality, and turns MONOCHROME1 round', () => {
    const rescale = [
      { tag: 0x00281052, vr: 'DS', values: ['-1024'] },
      { tag: 0x00281053, vr: 'DS', values: ['2'] },
    ] as const;
    // Stored 512 and 1023 are 0 and 1022.
    const extra = [...window('512', '1024'), ...rescale];
    expect(drawn({ allocated: 16, pixels: [0, 2, 255, 3], extra })).toEqual([0, 255]);
    expect(drawn({ pixels: [0, 255], photometric: 'MONOCHROME1' })).toEqual([255, 0]);
  });

  it('draws the planes that lie over a frame, those in unused bits as well', () => {
    const plane: readonly ElementDescription[] = [
      { tag: 0x60000010, vr: 'US', values: [1] },
      { tag: 0x60000011, vr: 'US', values: [1] },
      { tag: 0x60000050, vr: 'SS', values: [1, 2] },
      { tag: 0x60000100, vr: 'US', values: [1] },
      { tag: 0x60000102, vr: 'US', values: [0] },
      { tag: 0x60003000, vr: 'OW', bytes: Uint8Array.of(1, 0) },
    ];
    expect(drawn({ columns: 3, pixels: [0, 1, 2, 0], extra: plane })).toEqual([0, 255, 255]);
    const frame = frameOf({ columns: 3, pixels: [0, 1, 2, 0], extra: plane });
    expect(frame.overlays).toMatchObject([{ top: 0, left: 1, rows: 1, columns: 1 }]);
    const embedded: readonly ElementDescription[] = [
      { tag: 0x60000100, vr: 'US', values: [16] },
      { tag: 0x60000102, vr: 'US', values: [15] },
    ];
    const old = frameOf({ allocated: 16, stored: 12, pixels: [1, 0x80, 1, 0], extra: embedded });
    expect([...(old.overlays[0]?.bits ?? [])]).toEqual([1, 0]);
    expect([...Array.from(old.values)]).toEqual([1, 1]);
  });
});
