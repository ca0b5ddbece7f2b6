import * as Comlink from 'comlink';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../pipeline/destination.ts';
import type { SavedFolder } from '../pipeline/folder-saving.ts';
import { connectWorker, type WorkerLike } from '../pipeline/worker-connection.ts';
import { askWorker, stopPatienceMs } from './ask-worker.ts';
import type { FolderWorker } from './folder.protocol.ts';
import { createFolderWriter } from './folder-writer.ts';

/** Files open at once: each waits for other processes of the browser, so that four take half the time of one (Chromium 156). */
const filesAtOnce = 4;

export type Folder = {
  readonly destination: Destination<SavedFolder>;
  /** Bytes of each file; null where there is none. */
  readonly sizes: (paths: readonly string[]) => Promise<readonly (number | null)[]>;
  readonly remove: (paths: readonly string[]) => Promise<void>;
};

/**
 * A folder written by a worker of its own. Files that are finished stay when the save is broken off; half of a file never
 * does, not even when the worker dies.
 */
export function openFolder(handle: FileSystemDirectoryHandle, createWorker: () => WorkerLike): Folder {
  const connection = connectWorker<FolderWorker>(createWorker());
  const opening = connection.remote.open(handle);
  const underWay = new Set<string>();
  opening.catch(() => undefined);

  async function write({ path, input, file }: Delivery): Promise<DeliveryResult> {
    const hasRanges = file.parts.some(({ kind }) => kind === 'range');
    const item = { path, parts: file.parts, sizeBytes: file.sizeBytes, input: hasRanges ? input.content.blob : null };
    const buffers = file.parts.flatMap((part) => (part.kind === 'bytes' ? [part.bytes.buffer as ArrayBuffer] : []));
    underWay.add(path);
    const call = connection.remote.write(Comlink.transfer(item, [...new Set(buffers)]));
    const result = await askWorker(connection, call, workerLost);
    if (result !== workerLost) underWay.delete(path);
    return result;
  }

  async function close(): Promise<SavedFolder | DeliveryFailure> {
    // A file that vanished may have left a folder empty.
    await askWorker(connection, connection.remote.stop(), workerLost);
    connection.terminate();
    return { kind: 'folder', folderName: handle.name };
  }

  async function abort(): Promise<void> {
    const patience = setTimeout(connection.terminate, stopPatienceMs);
    await askWorker(connection, connection.remote.stop(), workerLost);
    clearTimeout(patience);
    connection.terminate();
    if (underWay.size > 0) await removeLeft(handle, [...underWay]);
  }

  async function throughWorker<Answer>(call: Promise<Answer>): Promise<Answer> {
    const answer = await connection.orLost(call);
    if (answer === 'lost') throw new Error('The worker that writes the folder is gone.');
    return answer as Answer;
  }

  return {
    destination: { write, close, abort, mostAtOnce: filesAtOnce },
    sizes: (paths) => throughWorker(connection.remote.sizes(paths)),
    remove: (paths) => throughWorker(connection.remote.remove(paths)),
  };
}

/**
 * What a lost worker leaves: names of the files that it had opened, empty and locked for a moment more, and Chromium's swap files
 * beside them, which the browser takes away a little later than the worker.
 */
async function removeLeft(handle: FileSystemDirectoryHandle, paths: readonly string[]): Promise<void> {
  const swapFiles = paths.map((path) => `${path}.crswap`);
  for (let attempt = 0; attempt < 20; attempt++) {
    const writer = createFolderWriter(handle);
    const isRemoved = await writer.remove([...swapFiles, ...paths]).then(
      () => true,
      () => false,
    );
    const sizes = await writer.sizes([...swapFiles, ...paths]);
    if (isRemoved && sizes.every((size) => size === null)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const workerLost: DeliveryFailure = {
  kind: 'internal',
  message: 'The part of the page that writes the folder stopped unexpectedly.',
};
