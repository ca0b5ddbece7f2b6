import type { ByteRange, Reading } from '../../dicom/reading.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';

/** Answers what a reading asks for until it is done, or until its bytes cannot be read. */
export async function runReading<Result>(
  reading: Reading<Result>,
  read: (range: ByteRange) => Promise<Uint8Array | FailedOutcome>,
): Promise<Result | FailedOutcome> {
  let step = reading.next();
  while (!step.done) {
    if (!isPlace(step.value)) return noSuchPlace;
    const bytes = await read(step.value);
    if ('kind' in bytes) return bytes;
    step = reading.next(bytes);
  }
  return step.value;
}

/** A range that a file may have. Others come of numbers that a header makes up, and a Blob of Node aborts over them. */
function isPlace({ offsetBytes, lengthBytes }: ByteRange): boolean {
  return Number.isSafeInteger(offsetBytes) && Number.isSafeInteger(lengthBytes) && offsetBytes >= 0 && lengthBytes >= 0;
}

const noSuchPlace: FailedOutcome = {
  kind: 'failed',
  code: 'malformed',
  reason: 'The header names a place that no file can have. Its numbers are damaged; export the file again.',
};
