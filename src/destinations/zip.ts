import * as Comlink from 'comlink';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../pipeline/contracts/destination.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from '../pipeline/pool/worker-connection.ts';
import { openStagingRun } from '../pipeline/staging/staging-folders.ts';
import { untilGone } from '../pipeline/staging/until-gone.ts';
import { askWorker, stopPatienceMs } from './ask-worker.ts';
import type { MemoryRoom } from './memory-room.ts';
import type { ZipTarget, ZipWorker } from './zip.protocol.ts';
import type { ZipItem } from './zip-writer.ts';

/** A finished archive: written to the place the user picked, or kept by the browser for an ordinary download. */
export type SavedArchive =
  | { readonly kind: 'picked'; readonly fileName: string; readonly sizeBytes: number }
  | { readonly kind: 'staged'; readonly file: File; readonly discard: () => Promise<void> };

export type SaveFilePicker = (options: {
  suggestedName: string;
  types: { description: string; accept: Record<`${string}/${string}`, `.${string}`[]> }[];
}) => Promise<FileSystemFileHandle>;

export type ZipDependencies = {
  readonly createWorker: () => WorkerLike;
  /** `window.showSaveFilePicker` where the browser has it. */
  readonly showSaveFilePicker: SaveFilePicker | null;
  readonly memory: MemoryRoom;
};

/**
 * Asks for a place and opens an archive there: the save picker where it exists, else staging in the origin private file
 * system, else memory. Call it from a click. @returns null when the user dismissed the picker.
 */
export async function openZip(
  suggestedName: string,
  dependencies: ZipDependencies,
): Promise<Destination<SavedArchive> | null> {
  const { createWorker, showSaveFilePicker, memory } = dependencies;
  const staged = { kind: 'staged', fileName: suggestedName, memory } as const;
  if (showSaveFilePicker === null) return openZipDestination(staged, createWorker);
  try {
    const handle = await showSaveFilePicker({
      suggestedName,
      types: [{ description: 'ZIP archive', accept: { 'application/zip': ['.zip'] } }],
    });
    return openZipDestination({ kind: 'picked', handle, remove: () => removeEmpty(handle) }, createWorker);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Frames of another origin have the function but may not use it.
    return openZipDestination(staged, createWorker);
  }
}

type Removable = FileSystemFileHandle & { readonly remove?: () => Promise<void> };

/** The picker makes an empty file; left there it would look like a failed archive. What was there before stays. */
async function removeEmpty(handle: Removable): Promise<void> {
  const file = await handle.getFile();
  if (file.size === 0) await handle.remove?.();
}

export type ZipPlace =
  /** `remove` takes away what an archive that is not finished leaves there. */
  | { readonly kind: 'picked'; readonly handle: FileSystemFileHandle; readonly remove: () => Promise<void> }
  /** `memory` takes the archive where the browser lends no storage. */
  | { readonly kind: 'staged'; readonly fileName: string; readonly memory: MemoryRoom };

/** An archive written by a worker of its own. A place that cannot be written shows at the first `write` or `close`. */
export function openZipDestination(place: ZipPlace, createWorker: () => WorkerLike): Destination<SavedArchive> {
  let connection: WorkerConnection<ZipWorker> | null = null;
  const opening = open(place, () => {
    connection = connectWorker<ZipWorker>(createWorker());
    return connection;
  });
  let leftBehind: readonly string[] = [];

  /** Given while a message was under way: they travel together in the next. */
  let waiting: WaitingItem[] = [];
  let isSending = false;

  async function write(delivery: Delivery): Promise<DeliveryResult> {
    const archive = await opening;
    if (archive.kind !== 'open') return archive;
    return new Promise((resolve) => {
      waiting.push({ item: itemOf(delivery), resolve });
      if (!isSending) void send(archive.connection);
    });
  }

  async function send(connection: WorkerConnection<ZipWorker>): Promise<void> {
    isSending = true;
    while (waiting.length > 0) {
      const sent = waiting;
      waiting = [];
      const items = sent.map(({ item }) => item);
      const results = await ask(connection, connection.remote.write(Comlink.transfer(items, buffersOf(items))));
      for (const [at, { resolve }] of sent.entries()) resolve('kind' in results ? results : results[at]!);
    }
    isSending = false;
  }

  async function close(): Promise<SavedArchive | DeliveryFailure> {
    const archive = await opening;
    if (archive.kind !== 'open') return archive;
    const closed = await ask(archive.connection, archive.connection.remote.close());
    if (closed.kind !== 'closed') return closed;
    archive.connection.terminate();
    if (place.kind === 'picked') {
      return { kind: 'picked', fileName: place.handle.name, sizeBytes: closed.sizeBytes };
    }
    return { kind: 'staged', file: closed.file!, discard: archive.keep(closed.sizeBytes) };
  }

  async function abort(): Promise<void> {
    // A worker stuck while it opens or writes is not waited for: ending it also discards what it wrote to a picked place.
    const patience = setTimeout(() => connection?.terminate(), stopPatienceMs);
    const archive = await opening;
    if (archive.kind === 'open') await ask(archive.connection, archive.connection.remote.abort());
    clearTimeout(patience);
    connection?.terminate();
    if (archive.kind === 'open') await archive.discard();
    if (place.kind === 'picked' && !(await untilGone(place.remove))) leftBehind = [place.handle.name];
  }

  return { write, close, abort, leftBehind: () => leftBehind, mostAtOnce };
}

/** Each may be of 4 MB: as many bytes wait in the writer's worker at most. */
const mostAtOnce = 8;

type WaitingItem = { readonly item: ZipItem; readonly resolve: (result: DeliveryResult) => void };

function itemOf({ path, input, file }: Delivery): ZipItem {
  const hasRanges = file.parts.some(({ kind }) => kind !== 'bytes');
  const blob = hasRanges ? input.content.blob : null;
  return { path, parts: file.parts, sizeBytes: file.sizeBytes, crc32: file.crc32, input: blob };
}

function buffersOf(items: readonly ZipItem[]): ArrayBuffer[] {
  const parts = items.flatMap((item) => item.parts);
  return [...new Set(parts.flatMap((part) => (part.kind === 'bytes' ? [part.bytes.buffer as ArrayBuffer] : [])))];
}

type OpenArchive = {
  readonly kind: 'open';
  readonly connection: WorkerConnection<ZipWorker>;
  /** Deletes what was staged before it was finished; nothing to do for other places. */
  readonly discard: () => Promise<void>;
  /** Called when it is finished. @returns what deletes it then. */
  readonly keep: (sizeBytes: number) => () => Promise<void>;
};

/** Nothing of it has to be deleted by the page. */
const ofOthers = { discard: async () => undefined, keep: () => async () => undefined };

async function open(
  place: ZipPlace,
  connect: () => WorkerConnection<ZipWorker>,
): Promise<OpenArchive | DeliveryFailure> {
  const connection = connect();
  const opened = place.kind === 'picked' ? await openPicked(place, connection) : await openStaged(place, connection);
  if (opened.kind !== 'open') connection.terminate();
  return opened;
}

async function openPicked(
  { handle }: Extract<ZipPlace, { kind: 'picked' }>,
  connection: WorkerConnection<ZipWorker>,
): Promise<OpenArchive | DeliveryFailure> {
  const opened = await openAt({ kind: 'picked', handle }, connection);
  if (opened.kind === 'no-storage') return workerLost;
  return opened.kind === 'opened' ? { kind: 'open', connection, ...ofOthers } : opened;
}

/** In the browser's storage, or in memory where it lends none: private windows, and browsers without such storage. */
async function openStaged(
  { fileName, memory }: Extract<ZipPlace, { kind: 'staged' }>,
  connection: WorkerConnection<ZipWorker>,
): Promise<OpenArchive | DeliveryFailure> {
  const run = await openStagingRun(crypto.randomUUID()).catch(() => null);
  if (run !== null) {
    const { folderName, discard } = run;
    const opened = await openAt({ kind: 'staged', folderName, fileName }, connection);
    if (opened.kind === 'opened') return { kind: 'open', connection, discard, keep: () => discard };
    await discard();
    if (opened.kind !== 'no-storage') return opened;
  }
  const opened = await openAt({ kind: 'memory', fileName, limitBytes: memory.leftBytes() }, connection);
  if (opened.kind === 'no-storage') return workerLost;
  if (opened.kind !== 'opened') return opened;
  const keep = (sizeBytes: number) => {
    const giveBack = memory.take(sizeBytes);
    return async () => giveBack();
  };
  return { ...ofOthers, kind: 'open', connection, keep };
}

function openAt(target: ZipTarget, connection: WorkerConnection<ZipWorker>) {
  return ask(connection, connection.remote.open(target));
}

function ask<Call extends Promise<unknown>>(connection: WorkerConnection<ZipWorker>, call: Call) {
  return askWorker(connection, call, workerLost);
}

const workerLost: DeliveryFailure = {
  kind: 'internal',
  message: 'The part of the page that writes the archive stopped unexpectedly. Nothing was saved. Save again.',
};
