import { joinBytes } from '../dicom/join-bytes.ts';
import { readFromMemory } from '../dicom/reading.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import type { Look } from '../pixel-data/inspect-codestreams.ts';
import { judgedBy, seePixels } from '../pixel-data/inspect-pixels.ts';
import { buildFile, indexBytes } from './build-dataset.ts';
import { bytes, segment } from './codestreams.ts';

export const jpegBaselineUid = '1.2.840.10008.1.2.4.50';

export type Image = {
  readonly frames?: number;
  readonly pixels?: Uint8Array;
  readonly fragments?: readonly Uint8Array[];
  readonly offsetTable?: Uint8Array;
  readonly transferSyntaxUid?: string;
  readonly more?: readonly ElementDescription[];
};

/** An original CT slice of 4 × 3 pixels of 16 bits: class C. */
export function ctFile({
  frames = 1,
  pixels,
  fragments,
  offsetTable = new Uint8Array(0),
  transferSyntaxUid,
  more = [],
}: Image) {
  const pixelData: ElementDescription = fragments
    ? { tag: 0x7fe00010, vr: 'OB', fragments: [offsetTable, ...fragments] }
    : { tag: 0x7fe00010, vr: 'OW', bytes: pixels ?? new Uint8Array(24 * frames) };
  const elements: readonly ElementDescription[] = [
    { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
    { tag: 0x00080060, vr: 'CS', values: ['CT'] },
    { tag: 0x00180060, vr: 'DS', values: ['120'] },
    { tag: 0x00280002, vr: 'US', values: [1] },
    { tag: 0x00280008, vr: 'IS', values: [String(frames)] },
    { tag: 0x00280010, vr: 'US', values: [4] },
    { tag: 0x00280011, vr: 'US', values: [3] },
    { tag: 0x00280100, vr: 'US', values: [16] },
    { tag: 0x00280101, vr: 'US', values: [12] },
    pixelData,
  ];
  const replaced = new Set(more.map(({ tag }) => tag));
  const sorted = [...elements.filter(({ tag }) => !replaced.has(tag)), ...more].sort((a, b) => a.tag - b.tag);
  const syntax = transferSyntaxUid ?? (fragments ? jpegBaselineUid : undefined);
  return buildFile(sorted, syntax === undefined ? {} : { transferSyntaxUid: syntax });
}

/** Looks at everything. */
export const all = {
  firstFrame: 0,
  mostBytes: Number.POSITIVE_INFINITY,
  side: () => undefined,
  isKept: () => true,
} satisfies Look & { readonly isKept: () => boolean };

export function inspectFile(file: Uint8Array) {
  const dataset = indexBytes(file);
  return judgedBy(dataset, readFromMemory(seePixels(dataset, all, null), file));
}

export function inspect(image: Image) {
  return inspectFile(ctFile(image));
}

/** A JPEG image, with a comment or without. */
export function jpeg(comment: Uint8Array | null, dataBytes = 10): Uint8Array {
  const scan = segment(0xda, bytes(1, 1, 0, 0, 63, 0));
  const image = joinBytes([
    bytes(0xff, 0xd8),
    segment(0xc0, bytes(8, 0, 4, 0, 3, 1, 1, 0x11, 0)),
    ...(comment ? [segment(0xfe, comment)] : []),
    scan,
    new Uint8Array(dataBytes).fill(7),
    bytes(0xff, 0xd9),
  ]);
  return image.length % 2 === 0 ? image : joinBytes([image, bytes(0)]);
}
