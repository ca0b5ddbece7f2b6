import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { createFrameComparison } from '../../pixel-data/redaction/compare-frame.ts';
import type { RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import type { WrittenImage } from '../../pixel-data/redaction/written-image.ts';
import { type ImagePixel, readImagePixel } from '../../pixel-data/rendering/image-pixel.ts';
import { readFrame } from '../../pixel-data/rendering/read-frame.ts';
import type { Engine } from '../contracts/engine.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import type { ReadBytes } from '../output/output-parts.ts';
import { runReading } from '../reading/run-reading.ts';
import { createCodedComparison } from './compare-coded.ts';

/** A file whose frames can be read: the input, or its finished output. */
export type Readable = { readonly dataset: IndexedDataset; readonly read: ReadBytes };

/**
 * Reads every frame of a finished output as if it were a foreign file, and compares it with the input: outside of the
 * rectangles each sample is what it was, inside it has the value that was planned. Two frames are in memory at a time.
 */
export async function verifyRedaction(
  redaction: PlannedRedaction,
  planned: WrittenImage,
  input: Readable,
  output: Readable,
  { onProgress, codecs }: Pick<Engine, 'onProgress' | 'codecs'>,
): Promise<RedactionFault | FailedOutcome | null> {
  const { pixel } = redaction;
  const written = readImagePixel(output.dataset);
  if (written === null || !isSameLayout(planned.pixel, written)) return 'unreadable';
  if (output.dataset.transferSyntax.uid !== planned.transferSyntaxUid) return 'unreadable';
  const compareFrame =
    redaction.method.kind === 'coded'
      ? createCodedComparison(redaction, redaction.method, planned, codecs.decode)
      : createFrameComparison(redaction);
  for (let frame = 0; frame < pixel.frames; frame++) {
    onProgress();
    const before = await runReading(readFrame(input.dataset, pixel, frame), input.read);
    const after = await runReading(readFrame(output.dataset, written, frame), output.read);
    if (before === null || after === null) return 'unreadable';
    if ('kind' in before) return before;
    if ('kind' in after) return after;
    const fault = await compareFrame(
      frame,
      { dataset: input.dataset, pixel, bytes: before },
      { dataset: output.dataset, pixel: written, bytes: after },
    );
    if (fault !== null) return fault;
  }
  return null;
}

function isSameLayout(one: ImagePixel, other: ImagePixel): boolean {
  return (
    one.rows === other.rows &&
    one.columns === other.columns &&
    one.frames === other.frames &&
    one.samplesPerPixel === other.samplesPerPixel &&
    one.bitsAllocated === other.bitsAllocated &&
    one.bitsStored === other.bitsStored &&
    one.highBit === other.highBit &&
    one.isSigned === other.isSigned &&
    one.photometric === other.photometric &&
    one.isPlanar === other.isPlanar &&
    one.isEncapsulated === other.isEncapsulated
  );
}
