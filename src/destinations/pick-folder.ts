/** `window.showDirectoryPicker` (File System Access, WICG). */
export type DirectoryPicker = (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;

/** Some browsers let a folder take itself away, where nothing is in it. */
export type RemovableFolder = FileSystemDirectoryHandle & { readonly remove?: () => Promise<void> };

/**
 * Asks for a folder and makes a new subfolder in it: nothing that is there already can be overwritten. Call it from a click.
 * @param dayIso YYYY-MM-DD, for the name
 * @returns null when the person dismissed the picker. Throws what the platform throws.
 */
export async function pickNewFolder(
  showDirectoryPicker: DirectoryPicker,
  dayIso: string,
): Promise<FileSystemDirectoryHandle | null> {
  try {
    const parent = await showDirectoryPicker({ id: 'nescio-output', mode: 'readwrite' });
    return await makeSubfolder(parent, dayIso);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** `deidentified-2026-11-22-1`, or the first number that is free. */
export async function makeSubfolder(
  parent: Pick<FileSystemDirectoryHandle, 'getDirectoryHandle'>,
  dayIso: string,
): Promise<FileSystemDirectoryHandle> {
  for (let number = 1; ; number++) {
    const name = `deidentified-${dayIso}-${number}`;
    if (await isFree(parent, name)) return parent.getDirectoryHandle(name, { create: true });
  }
}

async function isFree(parent: Pick<FileSystemDirectoryHandle, 'getDirectoryHandle'>, name: string): Promise<boolean> {
  try {
    await parent.getDirectoryHandle(name);
    return false;
  } catch (error) {
    const kind = error instanceof DOMException ? error.name : '';
    // A file of that name is in the way as well.
    if (kind === 'TypeMismatchError') return false;
    if (kind === 'NotFoundError') return true;
    throw error;
  }
}
