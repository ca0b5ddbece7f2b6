import type { ByteRange, Reading } from '../dicom/reading.ts';
import type { FailedOutcome } from './file-outcome.ts';

/** Answers what a reading asks for until it is done, or until its bytes cannot be read. */
export async function runReading<Result>(
  reading: Reading<Result>,
  read: (range: ByteRange) => Promise<Uint8Array | FailedOutcome>,
): Promise<Result | FailedOutcome> {
  let step = reading.next();
  while (!step.done) {
    const bytes = await read(step.value);
    if ('kind' in bytes) return bytes;
    step = reading.next(bytes);
  }
  return step.value;
}
