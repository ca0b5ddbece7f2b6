/** The part of `FileSystemSyncAccessHandle` that is used. */
export type SyncAccess = {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(sizeBytes: number): void;
  flush(): void;
  close(): void;
};

/** Only workers have it. */
type SyncAccessible = FileSystemFileHandle & { readonly createSyncAccessHandle: () => Promise<SyncAccess> };

/** Opens a file of the origin private file system for writing. @throws what the browser throws, and where it has no such access */
export async function openSyncAccess(handle: FileSystemFileHandle): Promise<SyncAccess> {
  return (handle as SyncAccessible).createSyncAccessHandle();
}

/** Writes all bytes at an offset. @throws what the browser throws, and where the storage takes fewer */
export function writeWhole(access: SyncAccess, bytes: Uint8Array, offsetBytes: number): void {
  const writtenBytes = access.write(bytes, { at: offsetBytes });
  // A full disk shows as an exception, a short count, or (measured in Chromium 156) a count near 2^32: the error
  // code -8 read as unsigned.
  if (writtenBytes !== bytes.length) throw new DOMException('short write', 'QuotaExceededError');
}
