import * as Comlink from 'comlink';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../pipeline/destination.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from '../pipeline/worker-connection.ts';
import { askWorker, stopPatienceMs } from './ask-worker.ts';
import { openStagingRun } from './staging.ts';
import type { ZipTarget, ZipWorker } from './zip.protocol.ts';
import type { ZipItem } from './zip-writer.ts';

/** A finished archive: written to the place the user picked, or staged for an ordinary download. */
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
};

/**
 * Asks for a place and opens an archive there: the save picker where it exists, else staging in the origin private file
 * system. Call it from a click. @returns null when the user dismissed the picker.
 */
export async function openZip(
  suggestedName: string,
  dependencies: ZipDependencies,
): Promise<Destination<SavedArchive> | null> {
  const { createWorker, showSaveFilePicker } = dependencies;
  if (showSaveFilePicker === null) return openZipDestination({ kind: 'staged', fileName: suggestedName }, createWorker);
  try {
    const handle = await showSaveFilePicker({
      suggestedName,
      types: [{ description: 'ZIP archive', accept: { 'application/zip': ['.zip'] } }],
    });
    return openZipDestination({ kind: 'picked', handle }, createWorker);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Frames of another origin have the function but may not use it.
    return openZipDestination({ kind: 'staged', fileName: suggestedName }, createWorker);
  }
}

export type ZipPlace =
  | { readonly kind: 'picked'; readonly handle: FileSystemFileHandle }
  | { readonly kind: 'staged'; readonly fileName: string };

/** An archive written by a worker of its own. A place that cannot be written shows at the first `write` or `close`. */
export function openZipDestination(place: ZipPlace, createWorker: () => WorkerLike): Destination<SavedArchive> {
  const opening = open(place, createWorker);

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
    return { kind: 'staged', file: closed.file!, discard: archive.discard };
  }

  async function abort(): Promise<void> {
    const archive = await opening;
    if (archive.kind !== 'open') return;
    // A worker stuck in a slow write is not waited for: ending it also discards what it wrote to a picked place.
    const patience = setTimeout(archive.connection.terminate, stopPatienceMs);
    await ask(archive.connection, archive.connection.remote.abort());
    clearTimeout(patience);
    archive.connection.terminate();
    await archive.discard();
  }

  return { write, close, abort, mostAtOnce };
}

/** Each may be of 4 MB: as many bytes wait in the writer's worker at most. */
const mostAtOnce = 8;

type WaitingItem = { readonly item: ZipItem; readonly resolve: (result: DeliveryResult) => void };

function itemOf({ path, input, file }: Delivery): ZipItem {
  const hasRanges = file.parts.some(({ kind }) => kind === 'range');
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
  /** Deletes what was staged; nothing to do for picked places. */
  readonly discard: () => Promise<void>;
};

async function open(place: ZipPlace, createWorker: () => WorkerLike): Promise<OpenArchive | DeliveryFailure> {
  if (place.kind === 'picked') return openAt(place, async () => undefined, createWorker);
  try {
    const run = await openStagingRun(crypto.randomUUID());
    return await openAt({ ...place, folderName: run.folderName }, run.discard, createWorker);
  } catch {
    return stagingUnavailable;
  }
}

async function openAt(
  target: ZipTarget,
  discard: () => Promise<void>,
  createWorker: () => WorkerLike,
): Promise<OpenArchive | DeliveryFailure> {
  const connection = connectWorker<ZipWorker>(createWorker());
  const opened = await ask(connection, connection.remote.open(target));
  if (opened.kind === 'opened') return { kind: 'open', connection, discard };
  connection.terminate();
  await discard();
  return opened;
}

function ask<Call extends Promise<unknown>>(connection: WorkerConnection<ZipWorker>, call: Call) {
  return askWorker(connection, call, workerLost);
}

const workerLost: DeliveryFailure = {
  kind: 'internal',
  message: 'The part of the page that writes the archive stopped unexpectedly. Nothing was saved. Save again.',
};

const stagingUnavailable: DeliveryFailure = {
  kind: 'not-writable',
  message:
    'This browser does not let the page keep the archive while it is written (private windows often do not). Nothing was saved. Use an ordinary window, or another browser.',
};
