import { type SyncAccess, writeWhole } from '../pipeline/staging/sync-access.ts';

/** A file being written at chosen places. Methods throw what the platform throws; `describeWriteError` explains it. */
export type OutputFile = {
  readonly writeAt: (offsetBytes: number, bytes: Uint8Array) => Promise<void>;
  /** Cuts the file to this length and makes it durable. Nothing may be written after it. */
  readonly finish: (sizeBytes: number) => Promise<void>;
  /** Leaves no trace, or as little as the platform allows. Never throws. */
  readonly abort: () => Promise<void>;
};

/** Writes through a sync access handle of the origin private file system: the fastest way out of a browser. */
export function syncAccessFile(access: SyncAccess, remove: () => Promise<void>): OutputFile {
  return {
    writeAt: async (offsetBytes, bytes) => writeWhole(access, bytes, offsetBytes),
    finish: async (sizeBytes) => {
      access.truncate(sizeBytes);
      access.flush();
      access.close();
    },
    abort: async () => {
      access.close();
      await remove().catch(() => undefined);
    },
  };
}

/** The part of `FileSystemWritableFileStream` that is used. */
export type WritableFile = {
  write(data: { type: 'write'; position: number; data: Uint8Array<ArrayBuffer> }): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
};

/** Writes to a place the user picked. The browser keeps a swap file and moves it there on `finish`. */
export function writableFile(writable: WritableFile): OutputFile {
  return {
    writeAt: (offsetBytes, bytes) =>
      // Never shared memory: the page does not ask for cross-origin isolation.
      writable.write({ type: 'write', position: offsetBytes, data: bytes as Uint8Array<ArrayBuffer> }),
    finish: async (sizeBytes) => {
      await writable.truncate(sizeBytes);
      await writable.close();
    },
    abort: async () => {
      await writable.abort().catch(() => undefined);
    },
  };
}
