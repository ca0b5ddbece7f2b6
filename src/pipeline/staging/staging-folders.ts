import { untilGone } from './until-gone.ts';

/**
 * Staged archives and images in the origin private file system: one folder per run or worker, each under a Web Lock of its
 * own that is held until the folder is discarded, or its worker ends. A folder whose lock is free belongs to a page that is
 * gone. Only de-identified data is ever staged.
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

/** Deletes files that closed pages and ended workers have left behind; what fails is tried the next time. */
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

/** Removes one file. Never throws. @param place folder and file, with a slash between them */
export async function removeStagingFile(place: string): Promise<void> {
  const [folderName = '', fileName = ''] = place.split('/');
  await untilGone(async () => {
    const parent = await stagingDirectory({ create: false });
    const folder = await parent?.getDirectoryHandle(folderName);
    await folder?.removeEntry(fileName);
  });
}

/** Never throws. A file that stays locked after many tries is removed at the next start-up. */
export async function removeStagingFolder(folderName: string): Promise<void> {
  const parent = await stagingDirectory({ create: false });
  if (parent !== null) await untilGone(() => parent.removeEntry(folderName, { recursive: true }));
}

/** True where the browser lends the page storage. Private windows of some do not, and refuse or lack the functions. */
export async function canStage(): Promise<boolean> {
  try {
    return 'locks' in navigator && (await stagingDirectory({ create: true })) !== null;
  } catch {
    return false;
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
