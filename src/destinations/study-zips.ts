import type { Destination } from '../pipeline/destination.ts';
import type { WorkerLike } from '../pipeline/worker-connection.ts';
import { type DirectoryPicker, pickNewFolder } from './pick-folder.ts';
import { openZipDestination, type SavedArchive } from './zip.ts';

/** A place for several archives of one batch. */
export type StudyZips = {
  /** Null when the archives are staged for downloads. */
  readonly folderName: string | null;
  readonly open: (fileName: string) => Promise<Destination<SavedArchive>>;
};

export type StudyZipsDependencies = {
  readonly createWorker: () => WorkerLike;
  /** `window.showDirectoryPicker` where the browser has it. */
  readonly showDirectoryPicker: DirectoryPicker | null;
  readonly dayIso: () => string;
};

/**
 * Asks for a folder where the browser can, else stages each archive in the origin private file system. Call it from a
 * click. @returns null when the person dismissed the picker.
 */
export async function openStudyZips(dependencies: StudyZipsDependencies): Promise<StudyZips | null> {
  const { createWorker, showDirectoryPicker, dayIso } = dependencies;
  const staged: StudyZips = {
    folderName: null,
    open: async (fileName) => openZipDestination({ kind: 'staged', fileName }, createWorker),
  };
  if (showDirectoryPicker === null) return staged;
  try {
    const folder = await pickNewFolder(showDirectoryPicker, dayIso());
    if (folder === null) return null;
    return {
      folderName: folder.name,
      open: async (fileName) => {
        const handle = await folder.getFileHandle(fileName, { create: true });
        return openZipDestination({ kind: 'picked', handle }, createWorker);
      },
    };
  } catch (error) {
    // Frames of another origin have the function but may not use it.
    if (error instanceof DOMException && error.name === 'SecurityError') return staged;
    throw error;
  }
}
