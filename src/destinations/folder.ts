import * as Comlink from 'comlink';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../pipeline/contracts/destination.ts';
import type { SavedFolder } from '../pipeline/contracts/folder-saving.ts';
import { connectWorker, type WorkerLike } from '../pipeline/pool/worker-connection.ts';
import { askWorker, stopPatienceMs } from './ask-worker.ts';
import type { FolderWorker } from './folder.protocol.ts';
import { takeAway } from './take-away.ts';

/** Files open at once: each waits for other processes of the browser, so that four take half the time of one (Chromium 156). */
const filesAtOnce = 4;

/** A call to the file system that outlives its worker is answered within this time (a few milliseconds where measured). */
const lateMs = 250;

export type Folder = {
  readonly destination: Destination<SavedFolder>;
  /** Bytes of each file; null where there is none. */
  readonly sizes: (paths: readonly string[]) => Promise<readonly (number | null)[]>;
  /** @returns those that are still there, because they are locked. */
  readonly remove: (paths: readonly string[]) => Promise<readonly string[]>;
};

/**
 * A folder written by a worker of its own. Files that are finished stay when the save is broken off; once `abort` has settled, half
 * of a file is not there, wherever its writer was and whatever ended it. Where that cannot be had, `leftBehind` names the file.
 */
export function openFolder(handle: FileSystemDirectoryHandle, createWorker: () => WorkerLike): Folder {
  const connection = connectWorker<FolderWorker>(createWorker());
  const opening = connection.remote.open(handle);
  /** Paths that were asked for and are not known to be whole. */
  const begun = new Set<string>();
  let leftBehind: readonly string[] = [];
  opening.catch(() => undefined);

  async function write({ path, input, file }: Delivery): Promise<DeliveryResult> {
    const hasRanges = file.parts.some(({ kind }) => kind !== 'bytes');
    const { parts, sizeBytes, crc32 } = file;
    const item = { path, parts, sizeBytes, crc32, input: hasRanges ? input.content.blob : null };
    const buffers = parts.flatMap((part) => (part.kind === 'bytes' ? [part.bytes.buffer as ArrayBuffer] : []));
    begun.add(path);
    const call = connection.remote.write(Comlink.transfer(item, [...new Set(buffers)]));
    const result = await askWorker(connection, call, workerLost);
    if (result.kind === 'written') begun.delete(path);
    return result;
  }

  async function close(): Promise<SavedFolder | DeliveryFailure> {
    await stop();
    return { kind: 'folder', folderName: handle.name };
  }

  /** Ends the worker, which may be stuck, and removes the files that it has begun and not finished. */
  async function stop(): Promise<void> {
    const patience = setTimeout(connection.terminate, stopPatienceMs);
    await askWorker(connection, connection.remote.stop(), workerLost);
    clearTimeout(patience);
    const isLost = connection.isLost();
    connection.terminate();
    leftBehind = await takeAway(handle, [...begun]);
    if (!isLost || begun.size === 0) return;
    // What the worker had asked the browser for just before its end may have come to be after the first look.
    await new Promise((resolve) => setTimeout(resolve, lateMs));
    leftBehind = await takeAway(handle, [...begun]);
  }

  async function throughWorker<Answer>(call: Promise<Answer>): Promise<Answer> {
    const answer = await connection.orLost(call);
    if (answer === 'lost') throw new Error('The worker that writes the folder is gone.');
    return answer as Answer;
  }

  return {
    destination: { write, close, abort: stop, leftBehind: () => leftBehind, mostAtOnce: filesAtOnce },
    sizes: (paths) => throughWorker(connection.remote.sizes(paths)),
    remove: (paths) => throughWorker(connection.remote.remove(paths)),
  };
}

const workerLost: DeliveryFailure = {
  kind: 'internal',
  message: 'The part of the page that writes the folder stopped unexpectedly.',
};
