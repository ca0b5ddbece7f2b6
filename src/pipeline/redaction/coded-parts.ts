import { applyEdits } from '../../dicom/apply-edits.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import { cutFrame } from '../../pixel-data/codestream/cut-frame.ts';
import type { CodedMethod } from '../../pixel-data/redaction/coded/coded-method.ts';
import { writeCells } from '../../pixel-data/redaction/coded/sample-patterns.ts';
import type { RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import { keepsFrames, type WrittenImage, writtenEdits } from '../../pixel-data/redaction/written-image.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import type { PlannedFile } from '../file/plan-file.ts';
import { type Collected, collectMade, discardParts } from '../output/collect-made.ts';
import type { MakingFault } from '../output/making-fault.ts';
import { sizeOfParts } from '../output/output-parts.ts';
import { runReading } from '../reading/run-reading.ts';
import type { DecodedFrame } from './decode-coded.ts';
import { encapsulate, fragmentOf } from './encapsulate-frames.ts';
import { blankCoded, encodeCoded, hasBoxes } from './recode-coded.ts';

/** The length of a value is written in 32 bits, the highest of which stands for no length (PS3.5 7.1.2). */
const mostPlainBytes = 2 ** 32 - 2;

type Made<Value> = Value | FailedOutcome | MakingFault;

/** The parts of an output whose frames are decoded to be blanked, written in one of its forms. */
export async function codedParts(
  plan: PlannedFile,
  redaction: PlannedRedaction,
  method: CodedMethod,
  written: WrittenImage,
  engine: Engine,
): Promise<Made<readonly OutputPart[]>> {
  const whole = writtenParts(plan, redaction, written);
  if (whole === null) return 'unreadable';
  const { parts, at } = whole;
  const before = parts[at - 1];
  if (before?.kind !== 'bytes') return 'unreadable';
  if (written.decoder !== null) {
    const frames = await codedFrames(plan, redaction, method, written, engine);
    return isCollected(frames) ? parts.toSpliced(at, 1, ...encapsulate(frames)) : frames;
  }
  const value = await plainValue(plan, redaction, method, engine);
  if (!isCollected(value)) return value;
  const lengthBytes = sizeOfParts(value.parts);
  const head = withPlainHeader(before.bytes, lengthBytes + (lengthBytes % 2), redaction.pixel.bitsAllocated);
  if (head === null) {
    await discardParts(value.parts, engine.staging);
    return 'unreadable';
  }
  const end: readonly OutputPart[] = lengthBytes % 2 === 0 ? [] : [{ kind: 'bytes', bytes: new Uint8Array(1) }];
  return parts.toSpliced(at - 1, 2, { kind: 'bytes', bytes: head }, ...value.parts, ...end);
}

/** The parts of an output whose header is that of its written image, and which of them its pixels are. @returns null where they are none */
export function writtenParts(
  { dataset, deidentified }: PlannedFile,
  redaction: PlannedRedaction,
  written: WrittenImage,
): { readonly parts: readonly OutputPart[]; readonly at: number } | null {
  const edits = [...deidentified.edits, ...writtenEdits(dataset, redaction, written)];
  const meta = { ...deidentified.meta, transferSyntaxUid: written.transferSyntaxUid };
  const parts = applyEdits(dataset, edits, meta);
  if ('kind' in parts) return null;
  const start = dataset.elements.valueOffsets[redaction.pixel.element]!;
  const at = parts.findIndex((part) => part.kind === 'range' && part.offsetBytes === start);
  return at < 0 ? null : { parts, at };
}

/** Frame after frame; those without boxes as they are, byte by byte, where the header still fits them. */
async function codedFrames(
  plan: PlannedFile,
  redaction: PlannedRedaction,
  method: CodedMethod,
  written: WrittenImage,
  engine: Engine,
): Promise<Made<Collected>> {
  const { target } = method;
  if (target === null) return 'unreadable';
  const keeps = keepsFrames(redaction, plan.dataset.transferSyntax.uid, written);
  const makeFrame = async (frame: number): Promise<Made<Uint8Array>> => {
    const encoded = await encodedFrame(plan, redaction, frame, engine);
    if (!(encoded instanceof Uint8Array)) return encoded;
    let made: Uint8Array | null = encoded;
    if (!keeps || hasBoxes(redaction, frame)) {
      const blanked = await blankCoded(plan.dataset, redaction, method, frame, encoded, engine.codecs.decode);
      if (typeof blanked === 'string') return blanked;
      made = await encodeCoded(blanked, target, engine.codecs);
    }
    return made === null ? 'unreadable' : fragmentOf(cutFrame(made));
  };
  return collectMade(redaction.pixel.frames, makeFrame, engine.staging);
}

/** All frames as native cells, without a gap between them (PS3.5 8.1.1). */
async function plainValue(
  plan: PlannedFile,
  redaction: PlannedRedaction,
  method: CodedMethod,
  engine: Engine,
): Promise<Made<Collected>> {
  const { rows, columns, samplesPerPixel, bitsAllocated, frames } = redaction.pixel;
  // Codecs give whole bytes a sample.
  const frameBytes = (rows * columns * samplesPerPixel * bitsAllocated) / 8;
  if (frameBytes * frames > mostPlainBytes) return 'too-large';
  const makeFrame = async (frame: number): Promise<Made<Uint8Array>> => {
    const encoded = await encodedFrame(plan, redaction, frame, engine);
    if (!(encoded instanceof Uint8Array)) return encoded;
    const { decode } = engine.codecs;
    const blanked: DecodedFrame | RedactionFault = await blankCoded(
      plan.dataset,
      redaction,
      method,
      frame,
      encoded,
      decode,
    );
    if (typeof blanked === 'string') return blanked;
    if (blanked.depth.precision > bitsAllocated) return 'unsupported';
    const cells = new Uint8Array(frameBytes);
    writeCells(cells, 0, blanked.patterns, blanked.depth, bitsAllocated);
    return cells;
  };
  return collectMade(frames, makeFrame, engine.staging);
}

function isCollected(made: Made<Collected>): made is Collected {
  return typeof made !== 'string' && made.kind === 'collected';
}

async function encodedFrame(
  { dataset, input }: PlannedFile,
  { pixel }: PlannedRedaction,
  frame: number,
  engine: Engine,
): Promise<Made<Uint8Array>> {
  engine.onProgress();
  const encoded = await runReading(readFrame(dataset, pixel, frame), input.read);
  if (encoded === null) return 'unreadable';
  return 'kind' in encoded ? encoded : encoded.bytes;
}

const pixelHeader = Uint8Array.of(0xe0, 0x7f, 0x10, 0x00);
const headerBytes = 12;

/** The bytes in front of Pixel Data, which end in its header, with that of an uncompressed value (PS3.5 7.1.2, A.2). */
function withPlainHeader(before: Uint8Array, lengthBytes: number, bitsAllocated: number): Uint8Array | null {
  const start = before.length - headerBytes;
  if (start < 0 || pixelHeader.some((byte, n) => before[start + n] !== byte)) return null;
  const head = before.slice();
  head.set(bitsAllocated > 8 ? [0x4f, 0x57] : [0x4f, 0x42], start + 4);
  new DataView(head.buffer).setUint32(start + 8, lengthBytes, true);
  return head;
}
