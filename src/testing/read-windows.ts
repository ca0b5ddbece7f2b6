import type { ByteRange, Reading } from '../dicom/reading.ts';

/** What a reading came to, and each range it asked for. */
export type WindowedRead<Result> = { readonly result: Result; readonly ranges: readonly ByteRange[] };

/** Runs a reading the way a file does: exactly the bytes asked for, in a copy of their own. */
export function readInWindows<Result>(reading: Reading<Result>, bytes: Uint8Array): WindowedRead<Result> {
  const ranges: ByteRange[] = [];
  let step = reading.next();
  while (!step.done) {
    ranges.push(step.value);
    const { offsetBytes, lengthBytes } = step.value;
    step = reading.next(bytes.slice(offsetBytes, offsetBytes + lengthBytes));
  }
  return { result: step.value, ranges };
}
