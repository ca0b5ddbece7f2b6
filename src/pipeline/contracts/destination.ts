import type { ProducedFile } from './deidentify.protocol.ts';
import type { InputFile } from './input-file.ts';

/** One file for a destination: what to write, where, and the input whose ranges it refers to. */
export type Delivery = { readonly path: string; readonly input: InputFile; readonly file: ProducedFile };

/** Why a delivery or a whole destination stopped. `input-unreadable` concerns one file; the rest end the run. */
export type DeliveryFailure = {
  readonly kind: 'input-unreadable' | 'no-space' | 'not-writable' | 'cancelled' | 'internal';
  readonly message: string;
};

/** `crc32` is given where nobody knew it before and it was computed while the file was written. */
export type DeliveryResult = { readonly kind: 'written'; readonly crc32?: number } | DeliveryFailure;

/** A file as it was put out. */
export type WrittenOutput = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** In hexadecimal; absent where nobody asked for it. */
  readonly sha256?: string;
};

/**
 * Where finished files go. `write` settles when the destination has room for the next file: that is the back-pressure.
 * After `abort`, or a failure that ends the run, nothing half-written may be offered.
 */
export type Destination<Result> = {
  /** Asked before the first file is made. True: it takes none, and `close` says why. */
  readonly takesNothing?: () => Promise<boolean>;
  readonly write: (delivery: Delivery) => Promise<DeliveryResult>;
  readonly close: () => Promise<Result | DeliveryFailure>;
  readonly abort: () => Promise<void>;
  /** Output paths that are visible after `abort` and not whole, because the browser would not let go of them; mostly none. */
  readonly leftBehind?: () => readonly string[];
  /** How many calls of `write` may be under way at once; one where absent. */
  readonly mostAtOnce?: number;
  /** It reads ranges of files that are known by their path for less than bytes in a message cost, and needs no CRC beforehand. */
  readonly readsRanges?: true;
  /** Files are to come with their SHA-256. */
  readonly wantsSha256?: true;
};

const failureKinds: readonly unknown[] = [
  'input-unreadable',
  'no-space',
  'not-writable',
  'cancelled',
  'internal',
] satisfies DeliveryFailure['kind'][];

/** Tells a failure from the result that a destination gives. */
export function isDeliveryFailure(value: unknown): value is DeliveryFailure {
  return typeof value === 'object' && value !== null && 'kind' in value && failureKinds.includes(value.kind);
}
