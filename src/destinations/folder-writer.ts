import { crc32 } from '../pipeline/archive/crc32.ts';
import { fewAtOnce } from '../pipeline/concurrency/few-at-once.ts';
import type { DeliveryFailure, DeliveryResult } from '../pipeline/contracts/destination.ts';
import { isGoneAfter } from '../pipeline/staging/until-gone.ts';
import { copyParts } from './copy-parts.ts';
import { describeFolderError } from './describe-folder-error.ts';
import type { FolderItem, FolderWorker } from './folder.protocol.ts';

/** The part of a directory handle that is used; tests bring their own. */
export type FolderHandle = Pick<FileSystemDirectoryHandle, 'getDirectoryHandle' | 'getFileHandle' | 'removeEntry'>;

/** Handles of folders that are kept. A batch is written study by study, so few are needed at a time. */
const mostOpenFolders = 500;
/** Files that are looked at or removed side by side. Each mostly waits for other processes of the browser. */
const mostAtOnce = 16;

/**
 * Writes files below a folder. Each is there in full or not at all: the browser keeps a swap file and moves it into place on
 * `close`, and what fails is removed. A file that is still locked then stays; who asked for it removes it later (`takeAway`).
 */
export function createFolderWriter(root: FolderHandle): Omit<FolderWorker, 'open'> {
  const folders = new Map<string, Promise<FolderHandle>>();
  const writes = new Set<Promise<unknown>>();
  const openFiles = new Set<FileSystemWritableFileStream>();
  /** Paths of files that are not there any more: the folders above them may be empty. */
  const undone: string[] = [];
  let isStopped = false;

  async function write(item: FolderItem): Promise<DeliveryResult> {
    const { folderPath, name } = splitPath(item.path);
    let writable: FileSystemWritableFileStream | null = null;
    try {
      const folder = await open(folderPath, { create: true });
      // Begin no file after a stop: the page may already be looking for begun files.
      const handle = isStopped ? null : await folder.getFileHandle(name, { create: true });
      // From here on the name is there, with an empty file.
      writable = handle === null || isStopped ? null : await handle.createWritable();
      if (writable !== null) openFiles.add(writable);
      const filled = writable === null || isStopped ? cancelled : await fill(writable, item);
      if (writable !== null && filled.kind === 'written' && !isStopped) {
        await writable.close();
        openFiles.delete(writable);
        return filled;
      }
      await takeBack(item.path, writable);
      return filled.kind === 'written' ? cancelled : filled;
    } catch (error) {
      await takeBack(item.path, writable);
      return describeFolderError(error);
    }
  }

  async function takeBack(path: string, writable: FileSystemWritableFileStream | null): Promise<void> {
    if (writable !== null) {
      openFiles.delete(writable);
      await writable.abort().catch(() => undefined);
    }
    await removeOne(path);
  }

  function open(folderPath: string, options: { create: boolean }): Promise<FolderHandle> {
    if (folderPath === '') return Promise.resolve(root);
    const known = folders.get(folderPath);
    if (known !== undefined) return known;
    if (folders.size >= mostOpenFolders) folders.clear();
    const { folderPath: parentPath, name } = splitPath(folderPath);
    const opening = open(parentPath, options).then((parent) => parent.getDirectoryHandle(name, options));
    folders.set(folderPath, opening);
    opening.catch(() => folders.delete(folderPath));
    return opening;
  }

  async function sizeOf(path: string): Promise<number | null> {
    const { folderPath, name } = splitPath(path);
    try {
      const folder = await open(folderPath, { create: false });
      return (await (await folder.getFileHandle(name)).getFile()).size;
    } catch {
      return null;
    }
  }

  /** @returns true when the file is not there now. */
  function removeOne(path: string): Promise<boolean> {
    undone.push(path);
    const { folderPath, name } = splitPath(path);
    return isGoneAfter(async () => (await open(folderPath, { create: false })).removeEntry(name));
  }

  async function removeEmptied(): Promise<void> {
    for (const folderPath of foldersAbove(undone.splice(0))) {
      const { folderPath: parentPath, name } = splitPath(folderPath);
      // The browser refuses to remove a folder that is not empty. That is wanted here.
      await open(parentPath, { create: false })
        .then((parent) => parent.removeEntry(name))
        .catch(() => undefined);
    }
  }

  return {
    write: (item) => {
      const writing = write(item).finally(() => writes.delete(writing));
      writes.add(writing);
      return writing;
    },
    sizes: (paths) => fewAtOnce(paths, mostAtOnce, sizeOf),
    remove: async (paths) => {
      const areGone = await fewAtOnce(paths, mostAtOnce, removeOne);
      await removeEmptied();
      folders.clear();
      return paths.filter((_, at) => !areGone[at]);
    },
    stop: async () => {
      isStopped = true;
      await Promise.all([...openFiles].map((writable) => writable.abort().catch(() => undefined)));
      await Promise.all(writes);
      await removeEmptied();
    },
  };
}

/** @returns why the file is not whole, where it is not. Throws what the platform throws. */
async function fill(
  writable: FileSystemWritableFileStream,
  { parts, input, sizeBytes, crc32: known }: FolderItem,
): Promise<DeliveryResult> {
  let crc = 0;
  const written = await copyParts(parts, input, (bytes) => {
    if (known === null) crc = crc32(bytes, crc);
    // Never shared memory: the page does not ask for cross-origin isolation.
    return writable.write(bytes as Uint8Array<ArrayBuffer>);
  });
  if (written === 'input-unreadable') return inputUnreadable;
  if (written === sizeBytes) return known === null ? { kind: 'written', crc32: crc } : { kind: 'written' };
  return { kind: 'internal', message: `A file announced with ${sizeBytes} bytes has ${written}.` };
}

function splitPath(path: string): { readonly folderPath: string; readonly name: string } {
  const slash = path.lastIndexOf('/');
  return { folderPath: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
}

/** Folders above these paths, the deepest first, each once. */
function foldersAbove(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = splitPath(path).folderPath; at !== ''; at = splitPath(at).folderPath) folders.add(at);
  }
  return [...folders].sort((a, b) => b.length - a.length);
}

const inputUnreadable: DeliveryFailure = {
  kind: 'input-unreadable',
  message:
    'The file on disk changed, was moved, or cannot be read any more. It is not in the folder. Add it again to include it.',
};

const cancelled: DeliveryFailure = { kind: 'cancelled', message: 'Saving was cancelled.' };
