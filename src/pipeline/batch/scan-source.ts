import { createEventChannel, type EventChannel } from '../concurrency/event-channel.ts';
import { createBreather, nextTask } from '../concurrency/next-task.ts';
import type { BatchFile, ScanEvent } from '../contracts/batch-file.ts';
import {
  cancelled,
  type DirectoryListing,
  type FailedOutcome,
  type FirstLook,
  type ScanResult,
} from '../contracts/file-outcome.ts';
import type { InputContent, InputFile } from '../contracts/input-file.ts';
import type { Pool } from '../contracts/pool.ts';
import type { Source, SourceItem } from '../contracts/source.ts';
import type { TextTable } from '../contracts/text-table.ts';
import { directoryOutcome, plainPath } from '../file/list-directory.ts';
import { createValueSharing } from './share-values.ts';

type Arrival = { readonly kind: 'found'; readonly path: string } | { readonly kind: 'file'; readonly file: BatchFile };

/** The work of `scanSource`; several arrivals become one event so that a page can keep up. */
export async function* scanFiles(
  pool: Pool,
  source: Source,
  firstId: number,
  signal: AbortSignal,
  texts: () => TextTable,
): AsyncGenerator<ScanEvent> {
  const channel = createEventChannel<Arrival>();
  const consumer = new AbortController();
  const either = AbortSignal.any([signal, consumer.signal]);
  scan(pool, source, firstId, either, channel, texts()).then(() => channel.end(), channel.end);
  let count = 0;
  try {
    for (;;) {
      const arrivals = await channel.take();
      if (arrivals === null) return;
      const found = arrivals.filter((arrival) => arrival.kind === 'found');
      const files = arrivals.flatMap((arrival) => (arrival.kind === 'file' ? [arrival.file] : []));
      count += found.length;
      const last = found.at(-1);
      if (last !== undefined) yield { kind: 'found', count, path: last.path };
      if (files.length > 0) yield { kind: 'read', files };
      await nextTask();
    }
  } finally {
    consumer.abort();
  }
}

/** A file that was found, until it has a result. */
type Open = {
  readonly path: string;
  readonly content: InputContent | null;
  readonly unpack: Extract<SourceItem, { kind: 'file' }>['unpack'] | undefined;
};

async function scan(
  pool: Pool,
  source: Source,
  firstId: number,
  signal: AbortSignal,
  channel: EventChannel<Arrival>,
  paths: TextTable,
): Promise<void> {
  /** Found and without a result. */
  const open = new Map<number, Open>();
  /** Found to be archives: unpacked when all else has been looked at. */
  const archives = new Map<number, NonNullable<Open['unpack']>>();
  let nextId = firstId;
  const breathe = createBreather();

  const share = createValueSharing();
  /** Settled last: only then is it known which of the files they name are there. */
  const directories = new Map<number, DirectoryListing>();

  function settle(id: number, result: ScanResult): void {
    const file = open.get(id);
    // After an abort a file may arrive late. It was settled as cancelled before.
    if (file === undefined) return;
    open.delete(id);
    const { path, content } = file;
    const scan = share.scan(result);
    channel.push({ kind: 'file', file: { id, path, content, scan, outcome: null, release: null } });
  }

  /** @param archiveId id of the archive that holds the items. The archive is no file of the batch, so its first item takes the id. */
  async function* inputs(items: AsyncIterable<SourceItem>, archiveId: number | null): AsyncGenerator<InputFile> {
    let freeId = archiveId;
    for await (const item of items) {
      if (signal.aborted) return;
      const isCounted = freeId !== null;
      const id = freeId ?? nextId++;
      freeId = null;
      // The first look at a chosen file's date or size asks another process and waits for it.
      await breathe();
      if (!isCounted) channel.push({ kind: 'found', path: item.path });
      open.set(id, { path: item.path, content: null, unpack: undefined });
      paths.set(plainPath(item.path), id);
      const input = await openItem(item, id);
      if (input !== null) yield input;
    }
  }

  /** @returns null for an item that has its result already. */
  async function openItem(item: SourceItem, id: number): Promise<InputFile | null> {
    const { path } = item;
    const content = item.kind === 'file' ? await openContent(item.open) : item.outcome;
    if (content.kind === 'skipped' || content.kind === 'failed') {
      settle(id, content);
      return null;
    }
    if (!open.has(id)) return null;
    open.set(id, { path, content, unpack: item.kind === 'file' ? item.unpack : undefined });
    return { id, path, content };
  }

  async function* unpacked(): AsyncGenerator<InputFile> {
    for (const [id, unpack] of archives) yield* inputs(unpack(signal), id);
  }

  function look({ id }: InputFile, result: FirstLook): void {
    const unpack = open.get(id)?.unpack;
    if (result.kind === 'directory') directories.set(id, result);
    else if (result.kind !== 'archive') settle(id, result);
    else if (unpack === undefined) settle(id, result.outcome);
    else archives.set(id, unpack);
  }

  for await (const { input, result } of pool.scan(inputs(source.list(signal), null), signal)) look(input, result);
  if (archives.size > 0) {
    for await (const { input, result } of pool.scan(unpacked(), signal)) look(input, result);
  }
  if (!signal.aborted) {
    for (const [id, listing] of directories) {
      settle(
        id,
        directoryOutcome(open.get(id)?.path ?? '', listing, (plain) => paths.get(plain) !== undefined),
      );
    }
  }
  for (const id of [...open.keys()]) settle(id, cancelled);
}

/** Opens a listed file. What throws is a failure of this file alone. */
export async function openContent(
  open: () => Promise<InputContent | FailedOutcome>,
): Promise<InputContent | FailedOutcome> {
  try {
    return await open();
  } catch {
    return {
      kind: 'failed',
      code: 'unreadable',
      reason: 'The file could not be opened. It may have been moved, or the browser may not read it. Add it again.',
    };
  }
}
