import type { DeliveryFailure, DeliveryResult } from '../pipeline/contracts/destination.ts';
import type { ZipItem } from './zip-writer.ts';

/**
 * Where an archive goes: a file the user picked, or, for a download later, a file of the origin private file system or
 * memory.
 */
export type ZipTarget =
  | { readonly kind: 'picked'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'staged'; readonly folderName: string; readonly fileName: string }
  | { readonly kind: 'memory'; readonly fileName: string; readonly limitBytes: number };

/** `file` is the finished archive when it was not written to a picked place, else null. */
type ClosedZip = { readonly kind: 'closed'; readonly sizeBytes: number; readonly file: File | null };

/** What the worker that writes archives can do: one archive in its life. Expected failures are values. */
export type ZipWorker = {
  /** `no-storage`: the browser lends the page no storage to stage in. Another target may be tried then. */
  readonly open: (
    target: ZipTarget,
  ) => Promise<{ readonly kind: 'opened' } | { readonly kind: 'no-storage' } | DeliveryFailure>;
  /** Results in the order of the items. After a failure that ends the archive no further item is written. */
  readonly write: (items: readonly ZipItem[]) => Promise<readonly DeliveryResult[]>;
  readonly close: () => Promise<ClosedZip | DeliveryFailure>;
  readonly abort: () => Promise<void>;
};
