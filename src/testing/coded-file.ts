import { readFromMemory } from '../dicom/reading.ts';
import { codedDepth, setJpeg2000Depth } from '../pixel-data/redaction/coded/coded-depth.ts';
import { decodedSamples, nativeSamples } from '../pixel-data/rendering/compose-frame.ts';
import { type EncoderName, frameCodingOf } from '../pixel-data/rendering/frame-coding.ts';
import { readImagePixel } from '../pixel-data/rendering/image-pixel.ts';
import { readFrame } from '../pixel-data/rendering/read-frame.ts';
import { valuesOfCells } from '../pixel-data/rendering/unpack-samples.ts';
import { indexBytes } from './build-dataset.ts';
import { imageFile, noise } from './image-file.ts';
import { testCodecs } from './open-corpus-image.ts';

/** An image in JPEG-LS, JPEG 2000 or HTJ2K. */
export type CodedPlan = {
  /** Ending of the transfer syntax. */
  readonly syntax: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames?: number;
  /** 16 when absent. */
  readonly bits?: 1 | 8 | 16;
  readonly stored?: number;
  readonly isSigned?: boolean;
  readonly photometric?: string;
  /** What the header says instead of what the codestream holds. */
  readonly statedBits?: number;
  readonly statedRows?: number;
};

const encoders: Readonly<Record<string, EncoderName>> = {
  '8': 'EncodeJpegLs',
  '9': 'EncodeJpeg2000',
  '2': 'EncodeHtJpeg2000',
};

/** Lossy syntaxes get lossless codestreams: what is decoded of them is all that matters here. */
export async function codedFile(plan: CodedPlan, seed: number): Promise<Uint8Array> {
  const { syntax, rows, columns, frames = 1, bits = 16, stored = bits, isSigned = false } = plan;
  const { photometric = 'MONOCHROME2', statedBits = stored, statedRows = rows } = plan;
  const samples = photometric.startsWith('MONO') ? 1 : 3;
  const encoder = encoders[syntax[2]!]!;
  const coded: Uint8Array[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const words = new Uint16Array(noise(2 * rows * columns * samples, seed + frame).buffer);
    const isWide = bits === 16;
    // JPEG 2000 codes what is signed as a distance from the middle, which the sign of its depth then makes the number itself.
    const cells = words.map((word) => word & (2 ** stored - 1));
    const bytes = isWide ? new Uint8Array(cells.buffer) : Uint8Array.from(cells);
    const isRgb = photometric === 'YBR_RCT' || photometric === 'YBR_ICT';
    const container = isWide ? 16 : 8;
    const plain = {
      rows,
      columns,
      samplesPerPixel: samples,
      bitsAllocated: container,
      bitsStored: stored,
      bytes,
      isRgb,
    };
    const encoded = await testCodecs.encode(encoder, plain);
    if (encoded === null) throw new Error('The test image could not be encoded.');
    const depth = codedDepth(encoded)!;
    if (isSigned && encoder !== 'EncodeJpegLs') setJpeg2000Depth(encoded, { ...depth, isSigned });
    coded.push(encoded.length % 2 === 0 ? encoded : Uint8Array.from([...encoded, 0]));
  }
  const layout = { columns, frames, bits, isSigned, photometric, samples };
  const header = { ...layout, rows: statedRows, stored: statedBits, transferSyntaxUid: `1.2.840.10008.1.2.${syntax}` };
  return imageFile(header, [new Uint8Array(0), ...coded]);
}

/** The numbers that the samples of each frame are, by the codecs of the page and the depth of the header. */
export async function samplesOfFile(file: Uint8Array): Promise<readonly (readonly number[])[]> {
  const dataset = indexBytes(file);
  const pixel = readImagePixel(dataset)!;
  const coding = frameCodingOf(dataset.transferSyntax.uid, pixel.isEncapsulated);
  const frames: (readonly number[])[] = [];
  for (let frame = 0; frame < pixel.frames; frame++) {
    const stored = readFromMemory(readFrame(dataset, pixel, frame), file)!;
    if (coding.kind !== 'codec') {
      const { cells, packing } = nativeSamples(dataset, pixel, stored)!;
      frames.push([...valuesOfCells(cells, packing)]);
      continue;
    }
    const depth = codedDepth(stored.bytes)!;
    const own = { ...pixel, bitsAllocated: depth.precision > 8 ? 16 : 8, bitsStored: depth.precision };
    const decoded = (await testCodecs.decode(coding.codec, { ...own, bytes: stored.bytes }))!;
    const { cells, packing } = decodedSamples({ ...own, highBit: depth.precision - 1 }, decoded)!;
    frames.push([...valuesOfCells(cells, packing)]);
  }
  return frames;
}
