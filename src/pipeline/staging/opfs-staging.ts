import type { Stage, Staging } from '../contracts/staging.ts';
import { cleanStaging, openStagingRun, removeStagingFile, stagedFile } from './staging-folders.ts';
import { openSyncAccess, writeWhole } from './sync-access.ts';

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
        return await openStage(await stagedFile(folderName, fileName), `${folderName}/${fileName}`);
      } catch {
        // Private windows of some browsers refuse the storage, and frames without an origin have none.
        return null;
      }
    },
    remove: removeStagingFile,
  };
}

async function openStage(handle: FileSystemFileHandle, place: string): Promise<Stage> {
  const access = await openSyncAccess(handle);
  let at = 0;
  return {
    place,
    append: (bytes) => {
      writeWhole(access, bytes, at);
      at += bytes.length;
    },
    finish: async () => {
      access.flush();
      access.close();
      return handle.getFile();
    },
    close: access.close.bind(access),
  };
}
