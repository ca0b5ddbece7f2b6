import type { DeliveryFailure, DeliveryResult } from '../pipeline/destination.ts';
import type { ZipItem } from './zip-writer.ts';

/** Where an archive goes: a file the user picked, or a file of the origin private file system, for a download later. */
export type ZipTarget =
  | { readonly kind: 'picked'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'staged'; readonly folderName: string; readonly fileName: string };

/** `file` is the finished archive when it was staged, else null. */
type ClosedZip = { readonly kind: 'closed'; readonly sizeBytes: number; readonly file: File | null };

/** What the worker that writes archives can do: one archive in its life. Expected failures are values. */
export type ZipWorker = {
  readonly open: (target: ZipTarget) => Promise<{ readonly kind: 'opened' } | DeliveryFailure>;
  /** Results in the order of the items. After a failure that ends the archive no further item is written. */
  readonly write: (items: readonly ZipItem[]) => Promise<readonly DeliveryResult[]>;
  readonly close: () => Promise<ClosedZip | DeliveryFailure>;
  readonly abort: () => Promise<void>;
};
