import { inflateSync } from 'fflate';
import { blankStretch } from '../../dicom/blanks.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { bytesOfPatterns } from '../../pixel-data/redaction/coded/sample-patterns.ts';
import type { RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';
import { type PlannedRedaction, planRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import { recodeFrame } from '../../pixel-data/redaction/recode-frame.ts';
import { type RedactedArea, redactionProblems } from '../../pixel-data/redaction/redaction.ts';
import { isJpegLsPlanar } from '../../pixel-data/rendering/codestream-layout.ts';
import {
  composeFrame,
  type DecodedSamples,
  decodedSamples,
  nativeSamples,
} from '../../pixel-data/rendering/compose-frame.ts';
import { decodeRle } from '../../pixel-data/rendering/decode-rle.ts';
import type { Frame } from '../../pixel-data/rendering/frame.ts';
import { frameCodingOf } from '../../pixel-data/rendering/frame-coding.ts';
import { type ImagePixel, readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { type FrameBytes, readFrame } from '../../pixel-data/rendering/read-frame.ts';
import type { ImageFacts, ImageProblem } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { createFirstWindow } from '../reading/first-window.ts';
import { readHeader, smallFileBytes } from '../reading/read-header.ts';
import { runReading } from '../reading/run-reading.ts';
import { blankCoded } from '../redaction/recode-coded.ts';
import type { Decode } from './codecs/create-codecs.ts';

/** A file whose frames can be asked for one by one. */
export type OpenImage = {
  readonly kind: 'image';
  readonly facts: ImageFacts;
  readonly dataset: IndexedDataset;
  /** @param blanked what is shown as the saving pass will blank it; null for the original */
  readonly readFrame: (frame: number, blanked?: readonly RedactedArea[] | null) => Promise<Frame | ImageProblem>;
};

/** More pixels than this are not decoded: their values and their picture would take over a gigabyte. */
const mostPixels = 160 * 1024 * 1024;

/** Reads the header of a file, by the same index that the rules work on, and nothing of its pixels. */
export async function openImage(content: InputContent, decode: Decode): Promise<OpenImage | ImageProblem> {
  const header = await readHeader(content, smallFileBytes, {
    onProgress: () => undefined,
    firstWindow: createFirstWindow(),
  });
  if (header.kind !== 'read') return problem('unreadable', '');
  const { dataset, input } = header;
  const pixel = readImagePixel(dataset);
  const { uid } = dataset.transferSyntax;
  if (pixel === null) return problem('no-pixels', uid);
  const isLarge = pixel.rows * pixel.columns * pixel.samplesPerPixel > mostPixels;
  return {
    kind: 'image',
    facts: factsOf(pixel, uid),
    dataset,
    readFrame: async (frame, blanked = null) => {
      if (isLarge) return problem('too-large', uid);
      const planned = blanked === null ? null : planRedaction(dataset, blanked);
      if (typeof planned === 'string') return problem('not-blanked', uid, redactionProblems[planned]);
      const bytes = await runReading(readFrame(dataset, pixel, frame), input.read);
      if (bytes === null) return problem('no-frame', uid);
      if ('kind' in bytes) return problem('unreadable', uid);
      const run: Run = (read) => runReading(read, input.read);
      const saved = asSaved(dataset, planned, frame, bytes);
      if (typeof saved === 'string') return problem('not-blanked', uid, redactionProblems.syntax);
      const decodeShown = planned === null ? decodeAsIs(decode) : decodeBlanked(dataset, planned, frame, decode);
      const shown = await decodeFrame(dataset, pixel, frame, saved, decodeShown, run);
      // Overlay planes go from a blanked file, whatever the profile keeps.
      return planned === null || shown.kind === 'problem' ? shown : { ...shown, overlays: [] };
    },
  };
}

/** A frame as the saving pass makes it, by the same code; one that is coded is blanked once it is decoded. */
function asSaved(
  dataset: IndexedDataset,
  planned: PlannedRedaction | null,
  frame: number,
  { bytes, bitOffset }: FrameBytes,
): FrameBytes | RedactionFault {
  if (planned === null || planned.method.kind === 'coded') return { bytes, bitOffset };
  if (planned.method.kind === 'in-place') {
    const { blanks } = planned.method;
    const copy = bytes.slice();
    blankStretch(copy, (frame * blanks.frameBits - bitOffset) / 8, blanks);
    return { bytes: copy, bitOffset };
  }
  const encoded = recodeFrame(dataset, planned, frame, bytes);
  return typeof encoded === 'string' ? encoded : { bytes: encoded, bitOffset };
}

/** The planes of JPEG-LS are seen in the codestream alone. */
function decodeAsIs(decode: Decode): Decode {
  return async (codec, frame) => {
    const decoded = await decode(codec, frame);
    return (
      decoded && { ...decoded, isPlanar: decoded.isPlanar || (codec === 'DecodeJpegLs' && isJpegLsPlanar(frame.bytes)) }
    );
  };
}

/** Decodes a frame as the saving pass blanks it, which is between decoding and coding. */
function decodeBlanked(dataset: IndexedDataset, planned: PlannedRedaction, frame: number, decode: Decode): Decode {
  const { pixel, method } = planned;
  if (method.kind !== 'coded') return decodeAsIs(decode);
  return async (_, { bytes }) => {
    const blanked = await blankCoded(dataset, planned, method, frame, bytes, decode);
    if (typeof blanked === 'string') return null;
    const bitsAllocated = pixel.bitsAllocated <= 8 ? 8 : 16;
    return {
      bytes: bytesOfPatterns(blanked.patterns, blanked.depth, bitsAllocated),
      rows: pixel.rows,
      columns: pixel.columns,
      bitsAllocated,
      samplesPerPixel: pixel.samplesPerPixel,
      isPlanar: false,
      isRgb: method.decoder !== 'DecodeJpegLs',
    };
  };
}

type Run = <Result>(reading: Parameters<typeof runReading<Result>>[0]) => ReturnType<typeof runReading<Result>>;

async function decodeFrame(
  dataset: IndexedDataset,
  pixel: ImagePixel,
  frame: number,
  bytes: FrameBytes,
  decode: Decode,
  run: Run,
): Promise<Frame | ImageProblem> {
  const { uid } = dataset.transferSyntax;
  const coding = frameCodingOf(uid, pixel.isEncapsulated);
  let layout = { isPlanar: pixel.isPlanar, isRgb: false };
  let samples: ReturnType<typeof nativeSamples>;
  switch (coding.kind) {
    case 'plain':
    case 'deflated': {
      const plain = coding.kind === 'plain' ? bytes : inflateFrame(bytes);
      samples = plain === null ? null : nativeSamples(dataset, pixel, plain);
      break;
    }
    case 'rle': {
      const decoded = decodeRle(
        bytes.bytes,
        pixel.rows * pixel.columns,
        pixel.samplesPerPixel,
        Math.ceil(pixel.bitsAllocated / 8),
      );
      layout = { ...layout, isPlanar: false };
      samples = decoded === null ? null : nativeSamples(dataset, pixel, { bytes: decoded, bitOffset: 0 });
      break;
    }
    case 'codec': {
      const decoded = await decode(coding.codec, { ...pixel, bytes: bytes.bytes });
      if (decoded === null || !fits(decoded, pixel)) return problem('damaged', uid);
      layout = { isPlanar: decoded.isPlanar, isRgb: decoded.isRgb && pixel.photometric !== 'YBR_FULL' };
      samples = decodedSamples(pixel, decoded);
      break;
    }
    default:
      return problem(coding.kind === 'video' ? 'video' : 'unknown-syntax', uid);
  }
  if (samples === null) return problem('damaged', uid, layoutText(pixel));
  const composed = await run<Frame | { readonly kind: 'unsupported-layout' | 'damaged' }>(
    composeFrame(dataset, pixel, frame, samples, layout),
  );
  if (composed.kind === 'grey' || composed.kind === 'colour') return composed;
  return composed.kind === 'failed' ? problem('unreadable', uid) : problem(composed.kind, uid, layoutText(pixel));
}

/** Deflated Image Frame Compression (PS3.5 A.4.13): each frame is a deflate stream of its own. */
function inflateFrame({ bytes }: FrameBytes): FrameBytes | null {
  try {
    return { bytes: inflateSync(bytes), bitOffset: 0 };
  } catch {
    return null;
  }
}

function fits(decoded: DecodedSamples, pixel: ImagePixel): boolean {
  return (
    decoded.rows === pixel.rows &&
    decoded.columns === pixel.columns &&
    decoded.samplesPerPixel === pixel.samplesPerPixel
  );
}

function factsOf(pixel: ImagePixel, transferSyntaxUid: string): ImageFacts {
  const { rows, columns, frames, bitsStored, samplesPerPixel, photometric } = pixel;
  return { rows, columns, frames, bitsStored, samplesPerPixel, photometric, transferSyntaxUid };
}

function layoutText({ photometric, bitsAllocated, samplesPerPixel }: ImagePixel): string {
  return `${photometric}, ${samplesPerPixel} × ${bitsAllocated} bit`;
}

function problem(code: ImageProblem['code'], transferSyntaxUid: string, layout = ''): ImageProblem {
  return { kind: 'problem', code, transferSyntaxUid, layout };
}
