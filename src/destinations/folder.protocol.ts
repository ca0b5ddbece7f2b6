import type { OutputPart } from '../dicom/edit.ts';
import type { DeliveryResult } from '../pipeline/destination.ts';

/** One file for the folder. Ranges refer to `input`, which is null where there are none. */
export type FolderItem = {
  readonly path: string;
  readonly parts: readonly OutputPart[];
  readonly input: Blob | null;
  readonly sizeBytes: number;
};

/** What the worker that writes into a folder can do. Expected failures are values. */
export type FolderWorker = {
  readonly open: (folder: FileSystemDirectoryHandle) => Promise<void>;
  /** Several calls may be under way at once. */
  readonly write: (item: FolderItem) => Promise<DeliveryResult>;
  /** Bytes of each file; null where there is none. */
  readonly sizes: (paths: readonly string[]) => Promise<readonly (number | null)[]>;
  readonly remove: (paths: readonly string[]) => Promise<void>;
  /** Ends what is under way and takes back what is half-written, and folders that stay empty. Nothing is written after it. */
  readonly stop: () => Promise<void>;
};
