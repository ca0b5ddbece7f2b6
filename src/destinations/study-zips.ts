import type { Destination } from '../pipeline/contracts/destination.ts';
import type { WorkerLike } from '../pipeline/pool/worker-connection.ts';
import type { MemoryRoom } from './memory-room.ts';
import { type DirectoryPicker, pickNewFolder, type RemovableFolder } from './pick-folder.ts';
import { openZipDestination, type SavedArchive } from './zip.ts';

/** A place for several archives of one batch. */
export type StudyZips = {
  /** Null when the archives are kept for downloads. */
  readonly folderName: string | null;
  readonly open: (fileName: string) => Promise<Destination<SavedArchive>>;
  /** Takes the folder away when no archive was finished in it. */
  readonly removeIfEmpty: () => Promise<void>;
};

export type StudyZipsDependencies = {
  readonly createWorker: () => WorkerLike;
  /** `window.showDirectoryPicker` where the browser has it. */
  readonly showDirectoryPicker: DirectoryPicker | null;
  readonly dayIso: () => string;
  readonly memory: MemoryRoom;
};

/**
 * Asks for a folder where the browser can, else keeps each archive for a download. Call it from a click. @returns null when the person dismissed the picker.
 */
export async function openStudyZips(dependencies: StudyZipsDependencies): Promise<StudyZips | null> {
  const { createWorker, showDirectoryPicker, dayIso, memory } = dependencies;
  const staged: StudyZips = {
    folderName: null,
    open: async (fileName) => openZipDestination({ kind: 'staged', fileName, memory }, createWorker),
    removeIfEmpty: async () => undefined,
  };
  if (showDirectoryPicker === null) return staged;
  try {
    const folder = await pickNewFolder(showDirectoryPicker, dayIso());
    if (folder === null) return null;
    return {
      folderName: folder.name,
      open: async (fileName) => {
        const handle = await folder.getFileHandle(fileName, { create: true });
        // The folder is new, so that nothing but this archive can be there under its name.
        return openZipDestination({ kind: 'picked', handle, remove: () => folder.removeEntry(fileName) }, createWorker);
      },
      removeIfEmpty: async () => {
        // Refused where something is in it.
        await (folder as RemovableFolder).remove?.().catch(() => undefined);
      },
    };
  } catch (error) {
    // Frames of another origin have the function but may not use it.
    if (error instanceof DOMException && error.name === 'SecurityError') return staged;
    throw error;
  }
}
