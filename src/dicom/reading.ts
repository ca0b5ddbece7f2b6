/** A stretch of the input. */
export type ByteRange = { readonly offsetBytes: number; readonly lengthBytes: number };

/**
 * A pure, synchronous reader that says which bytes it needs next. The driver answers each yielded range with the bytes
 * from its offset on: at least `lengthBytes` of them (more is welcome and used), fewer only where the input ends.
 */
export type Reading<Result> = Generator<ByteRange, Result, Uint8Array>;

/** Runs a reading over bytes that are all in memory. */
export function readFromMemory<Result>(reading: Reading<Result>, bytes: Uint8Array): Result {
  let step = reading.next();
  while (!step.done) step = reading.next(bytes.subarray(step.value.offsetBytes));
  return step.value;
}
