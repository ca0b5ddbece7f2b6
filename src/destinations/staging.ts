/**
 * Staged archives in the origin private file system: one folder per run, each under a Web Lock of its own that the page
 * holds until the archive is discarded. A folder whose lock is free belongs to a page that is gone. Only de-identified
 * data is ever staged.
 */
const stagingFolder = 'staged-archives';

/** A run's folder, kept alive by its lock. */
export type StagingRun = { readonly folderName: string; readonly discard: () => Promise<void> };

/** @param folderName unique: two runs with one name would share a folder. */
export async function openStagingRun(folderName: string): Promise<StagingRun> {
  const releaseLock = await holdLock(lockName(folderName));
  return {
    folderName,
    discard: async () => {
      await removeStagingFolder(folderName);
      releaseLock();
    },
  };
}

/** Deletes what pages that are gone have left. Call it once at start-up; failures are left for the next time. */
export async function cleanStaging(): Promise<void> {
  const parent = await stagingDirectory({ create: false });
  if (parent === null) return;
  for await (const folderName of parent.keys()) {
    await navigator.locks.request(lockName(folderName), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await removeStagingFolder(folderName);
    });
  }
}

/** The file of a run, made when it is not there. */
export async function stagedFile(folderName: string, fileName: string): Promise<FileSystemFileHandle> {
  const parent = await stagingDirectory({ create: true });
  const folder = await parent!.getDirectoryHandle(folderName, { create: true });
  return folder.getFileHandle(fileName, { create: true });
}

/** Never throws: a folder in use or gone is the next start-up's business. */
export async function removeStagingFolder(folderName: string): Promise<void> {
  const parent = await stagingDirectory({ create: false });
  await parent?.removeEntry(folderName, { recursive: true }).catch(() => undefined);
}

/**
 * Bytes that the browser says it still lets the page keep; null where it does not say. Chromium says 10 GiB whatever the disk
 * has, so that pages cannot recognise a computer by it (measured in 156): a full disk still shows while writing.
 */
export async function grantedBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}

async function stagingDirectory(options: { create: boolean }): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(stagingFolder, options);
  } catch (error) {
    if (options.create) throw error;
    return null;
  }
}

/** Resolves once the lock is held, with the function that lets go of it. */
function holdLock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks.request(name, () => new Promise<void>((release) => resolve(release))).catch(reject);
  });
}

function lockName(folderName: string): string {
  return `staged-archive/${folderName}`;
}
