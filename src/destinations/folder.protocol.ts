import type { OutputPart } from '../dicom/edit.ts';
import type { DeliveryResult } from '../pipeline/contracts/destination.ts';
import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';

/** One file for the folder. Ranges refer to `input`, which is null where there are none. `crc32` is null when it has to be found. */
export type FolderItem = {
  readonly path: string;
  readonly parts: readonly OutputPart[];
  readonly input: InputBytes | null;
  readonly sizeBytes: number;
  readonly crc32: number | null;
};

/** What the worker that writes into a folder can do. Expected failures are values. */
export type FolderWorker = {
  readonly open: (folder: FileSystemDirectoryHandle) => Promise<void>;
  /** Several calls may be under way at once. */
  readonly write: (item: FolderItem) => Promise<DeliveryResult>;
  /** Bytes of each file; null where there is none. */
  readonly sizes: (paths: readonly string[]) => Promise<readonly (number | null)[]>;
  /** @returns those that are still there, because they are locked. */
  readonly remove: (paths: readonly string[]) => Promise<readonly string[]>;
  /** Ends what is under way and takes back what is half-written, and folders that stay empty. Nothing is written after it. */
  readonly stop: () => Promise<void>;
};
