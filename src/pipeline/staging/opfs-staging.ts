import type { Stage, Staging } from '../contracts/staging.ts';
import { cleanStaging, openStagingRun, removeStagingFile, stagedFile } from './staging-folders.ts';

/** Only workers have it. */
type SyncAccessible = FileSystemFileHandle & {
  readonly createSyncAccessHandle: () => Promise<{
    readonly write: (bytes: Uint8Array, options: { readonly at: number }) => number;
    readonly flush: () => void;
    readonly close: () => void;
  }>;
};

/**
 * A folder of this worker's own in the origin private file system, made with the first file in it. It is locked for as long as the
 * worker lives; what is left in it then is removed when a page starts, or by the next worker that needs such a folder.
 */
export function createOpfsStaging(): Staging {
  let folder: Promise<string> | null = null;
  let files = 0;

  async function openFolder(): Promise<string> {
    const { folderName } = await openStagingRun(crypto.randomUUID());
    // A portal's page has nobody else who does it.
    await cleanStaging().catch(() => undefined);
    return folderName;
  }

  return {
    open: async () => {
      try {
        folder ??= openFolder();
        const folderName = await folder;
        const fileName = `${files++}`;
        const handle = (await stagedFile(folderName, fileName)) as SyncAccessible;
        return await openStage(handle, `${folderName}/${fileName}`);
      } catch {
        // Private windows of some browsers refuse the storage, and frames without an origin have none.
        return null;
      }
    },
    remove: removeStagingFile,
  };
}

async function openStage(handle: SyncAccessible, place: string): Promise<Stage> {
  const access = await handle.createSyncAccessHandle();
  let at = 0;
  return {
    place,
    append: (bytes) => {
      const written = access.write(bytes, { at });
      // Some browsers write less than asked for where the storage is full.
      if (written < bytes.length) throw new DOMException('The storage is full.', 'QuotaExceededError');
      at += written;
    },
    finish: async () => {
      access.flush();
      access.close();
      return handle.getFile();
    },
    close: access.close.bind(access),
  };
}
