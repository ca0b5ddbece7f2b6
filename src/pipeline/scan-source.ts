import { cancelled } from './cancelled.ts';
import { createEventChannel, type EventChannel } from './event-channel.ts';
import type { DirectoryListing, FailedOutcome, ScanResult } from './file-outcome.ts';
import type { InputContent, InputFile } from './input-file.ts';
import { directoryOutcome } from './list-directory.ts';
import { createBreather } from './next-task.ts';
import type { Pool } from './pool.ts';
import type { BatchFile, ScanEvent } from './run-batch.ts';
import { createValueSharing } from './share-values.ts';
import type { Source } from './source.ts';

type Arrival = { readonly kind: 'found'; readonly path: string } | { readonly kind: 'file'; readonly file: BatchFile };

/** The work of `scanSource`; several arrivals become one event so that a page can keep up. */
export async function* scanFiles(
  pool: Pool,
  source: Source,
  firstId: number,
  signal: AbortSignal,
): AsyncGenerator<ScanEvent> {
  const channel = createEventChannel<Arrival>();
  const consumer = new AbortController();
  const either = AbortSignal.any([signal, consumer.signal]);
  scan(pool, source, firstId, either, channel).then(() => channel.end(), channel.end);
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
      await channel.pause();
    }
  } finally {
    consumer.abort();
  }
}

async function scan(
  pool: Pool,
  source: Source,
  firstId: number,
  signal: AbortSignal,
  channel: EventChannel<Arrival>,
): Promise<void> {
  /** Found and without a result. */
  const open = new Map<number, { readonly path: string; readonly content: InputContent | null }>();

  const share = createValueSharing();
  const paths = new Set<string>();
  /** Settled last: only then is it known which of the files they name are there. */
  const directories = new Map<number, DirectoryListing>();

  function settle(id: number, result: ScanResult): void {
    const file = open.get(id);
    // After an abort a file may come late; it has been settled as cancelled by then.
    if (file === undefined) return;
    open.delete(id);
    const { path, content } = file;
    const scan = share.scan(result);
    channel.push({ kind: 'file', file: { id, path, content, scan, outcome: null, release: null } });
  }

  async function* inputs(): AsyncGenerator<InputFile> {
    let nextId = firstId;
    const breathe = createBreather();
    for await (const item of source.list(signal)) {
      if (signal.aborted) return;
      const id = nextId++;
      // The first look at a chosen file's date or size asks another process and waits for it.
      await breathe();
      channel.push({ kind: 'found', path: item.path });
      open.set(id, { path: item.path, content: null });
      paths.add(item.path);
      const content = item.kind === 'file' ? await openContent(item.open) : item.outcome;
      if (content.kind === 'skipped' || content.kind === 'failed') {
        settle(id, content);
      } else if (open.has(id)) {
        open.set(id, { path: item.path, content });
        yield { id, path: item.path, content };
      }
    }
  }

  for await (const { input, result } of pool.scan(inputs(), signal)) {
    if (result.kind === 'directory') directories.set(input.id, result);
    else settle(input.id, result);
  }
  if (!signal.aborted) {
    for (const [id, listing] of directories) {
      settle(id, directoryOutcome(open.get(id)?.path ?? '', listing, paths));
    }
  }
  for (const id of [...open.keys()]) settle(id, cancelled);
}

async function openContent(open: () => Promise<InputContent | FailedOutcome>): Promise<InputContent | FailedOutcome> {
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
