import type { Hold } from '../../deidentify/change.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import { indexFile } from '../../dicom/element-index.ts';
import { cutFrame } from '../../pixel-data/codestream/cut-frame.ts';
import type { RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import { recodeFrame } from '../../pixel-data/redaction/recode-frame.ts';
import { isOfSyntax, type WrittenImage, writtenImages } from '../../pixel-data/redaction/written-image.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FailedOutcome, HeldOutcome } from '../contracts/file-outcome.ts';
import { collectMade, discardParts } from '../output/collect-made.ts';
import { areCutsRight, isNothingLeftToCut } from '../output/cut-segments.ts';
import type { MakingFault } from '../output/making-fault.ts';
import { madeParts, readParts, sizeOfParts } from '../output/output-parts.ts';
import { runReading } from '../reading/run-reading.ts';
import { codedParts, writtenParts } from '../redaction/coded-parts.ts';
import { encapsulate, fragmentOf } from '../redaction/encapsulate-frames.ts';
import { verifyRedaction } from '../redaction/verify-redaction.ts';
import { heldOutcome, type PlannedFile } from './plan-file.ts';

/** The parts of a file that may go out. */
export type FinishedParts = { readonly kind: 'parts'; readonly parts: readonly OutputPart[] };

/**
 * Makes what a plan leaves to be made, compressed frames with boxes, and compares what is blanked with what it was. Nothing of
 * a blanked file goes out unless it was found right.
 */
export async function finishParts(
  plan: PlannedFile,
  engine: Engine,
): Promise<FinishedParts | FailedOutcome | HeldOutcome> {
  const { redaction, dataset } = plan;
  if (redaction === null) return finishedCuts(plan);
  const forms = writtenImages(redaction, dataset.transferSyntax.uid);
  // What a media directory says of the output was planned, and has to stay true.
  const allowed = engine.describesOutputs || plan.facts !== null ? forms.slice(0, 1) : forms;
  let fault: MakingFault = 'unreadable';
  for (const written of allowed) {
    const finished = await finishedAs(written, plan, redaction, engine);
    if (typeof finished !== 'string') return finished;
    fault = finished;
  }
  return wrong(plan, fault);
}

/** Nothing is made, but what is cut was never read as a whole. */
async function finishedCuts(plan: PlannedFile): Promise<FinishedParts | FailedOutcome | HeldOutcome> {
  const { parts, seenPixels, input } = plan;
  const areRight = await areCutsRight(parts, seenPixels, input);
  if (typeof areRight !== 'boolean') return areRight;
  return areRight ? { kind: 'parts', parts } : wrong(plan, 'unreadable');
}

async function finishedAs(
  written: WrittenImage,
  plan: PlannedFile,
  redaction: PlannedRedaction,
  engine: Engine,
): Promise<FinishedParts | FailedOutcome | MakingFault> {
  const { method } = redaction;
  const isInPlace = method.kind === 'in-place';
  const parts = isInPlace
    ? inPlaceParts(plan)
    : method.kind === 'coded'
      ? await codedParts(plan, redaction, method, written, engine)
      : await recodedParts(plan, redaction, written, engine);
  if (typeof parts === 'string' || 'kind' in parts) return parts;
  const found = await findFault(parts, written, plan, redaction, engine);
  if (found === null) return { kind: 'parts', parts };
  await discardParts(parts, engine.staging);
  return found;
}

/** What is wrong with finished parts, read as if they were a foreign file. */
async function findFault(
  parts: readonly OutputPart[],
  written: WrittenImage,
  { input, dataset, output: planned, seenPixels }: PlannedFile,
  redaction: PlannedRedaction,
  engine: Engine,
): Promise<FailedOutcome | RedactionFault | null> {
  const isInPlace = redaction.method.kind === 'in-place';
  const read = readParts(parts, input);
  const output = isInPlace ? planned : await runReading(indexFile(sizeOfParts(parts)), read);
  if (output === null || output.kind === 'error') return 'unreadable';
  if (output.kind === 'failed') return output;
  // Frames that are blanked in place have no segments.
  const isClean = isInPlace || (await isNothingLeftToCut(output, read, seenPixels));
  if (typeof isClean !== 'boolean') return isClean;
  if (!isClean) return 'unreadable';
  return verifyRedaction(redaction, written, { dataset, read: input.read }, { dataset: output, read }, engine);
}

/** Made once where the input is in memory: what is compared is what goes out. */
function inPlaceParts({ parts, input }: PlannedFile): readonly OutputPart[] {
  return input.bytes === null ? parts : madeParts(parts, input.bytes);
}

/** Frame after frame: one of the input is in memory at a time. */
async function recodedParts(
  plan: PlannedFile,
  redaction: PlannedRedaction,
  written: WrittenImage,
  engine: Engine,
): Promise<readonly OutputPart[] | FailedOutcome | MakingFault> {
  const { dataset, input } = plan;
  const { pixel } = redaction;
  const whole = writtenParts(plan, redaction, written);
  if (whole === null) return 'unreadable';
  const makeFrame = async (frame: number): Promise<Uint8Array | FailedOutcome | RedactionFault> => {
    engine.onProgress();
    const encoded = await runReading(readFrame(dataset, pixel, frame), input.read);
    if (encoded === null) return 'unreadable';
    if ('kind' in encoded) return encoded;
    const made = recodeFrame(dataset, redaction, frame, encoded.bytes);
    if (typeof made === 'string') return made;
    return isOfSyntax(made, encoded.bytes, redaction, written) ? fragmentOf(cutFrame(made)) : 'unsupported';
  };
  const frames = await collectMade(pixel.frames, makeFrame, engine.staging);
  if (typeof frames === 'string' || frames.kind !== 'collected') return frames;
  return whole.parts.toSpliced(whole.at, 1, ...encapsulate(frames));
}

function wrong(plan: PlannedFile, fault: MakingFault): HeldOutcome {
  if (fault === 'unsupported' || fault === 'too-large' || fault === 'no-room')
    return heldOutcome(plan, [cannotBlank[fault]]);
  const reason = `${wrongPixels[fault]} It is held back; please report what kind of file it is.`;
  return heldOutcome(plan, [{ kind: 'self-check', reason, isReleasable: false }]);
}

const cannotBlank: Readonly<Record<'unsupported' | 'too-large' | 'no-room', Hold>> = {
  unsupported: notBlanked('Its compressed data is of a kind that cannot be blanked, such as JPEG that leaves bits out'),
  'too-large': notBlanked('Its frames are too large to be written anew: another program can decompress it first'),
  'no-room': notBlanked(
    'There is no room to keep its frames while they are written anew: make room on the disk or use another browser, not a private window, or have another program decompress it first',
  ),
};

function notBlanked(why: string): Hold {
  const reason = `The image has boxes that are not blanked. ${why}. Leave the file out, or take the boxes back.`;
  return { kind: 'pixels', reason, isReleasable: false };
}

const wrongPixels: Readonly<Record<Exclude<MakingFault, keyof typeof cannotBlank>, string>> = {
  'outside-differs': 'The finished file differs from the original outside of its boxes.',
  'inside-differs': 'The finished file still has something inside its boxes.',
  unreadable: 'The image of the finished file could not be compared with the original.',
};
