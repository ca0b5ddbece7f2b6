import * as Comlink from 'comlink';
import type { DeliveryResult } from '../pipeline/destination.ts';
import { createByteSink } from './byte-sink.ts';
import { describeWriteError } from './describe-write-error.ts';
import { freeBuffer } from './free-buffer.ts';
import { type OutputFile, syncAccessFile, writableFile } from './output-file.ts';
import { removeStagingFolder, stagedFile } from './staging.ts';
import type { ZipTarget, ZipWorker } from './zip.protocol.ts';
import { createZipWriter, type ZipItem, type ZipWriter } from './zip-writer.ts';

/** The one archive of this worker's life; null before `open`. */
let current: { readonly target: ZipTarget; readonly output: OutputFile; readonly writer: ZipWriter } | null = null;

const worker: ZipWorker = {
  open: async (target) => {
    try {
      const output = await openOutput(target);
      current = { target, output, writer: createZipWriter(createByteSink(output)) };
      return { kind: 'opened' };
    } catch (error) {
      return describeWriteError(error);
    }
  },
  write: async (items) => {
    const { writer } = opened();
    const results: DeliveryResult[] = [];
    for (const item of items) {
      const last = results.at(-1);
      const isOver = last !== undefined && last.kind !== 'written' && last.kind !== 'input-unreadable';
      results.push(isOver ? last : await writer.write(item));
      freeBuffers(item);
    }
    return results;
  },
  close: async () => {
    const { target, writer } = opened();
    const closed = await writer.close();
    if (closed.kind !== 'closed') return closed;
    if (target.kind === 'picked') return { ...closed, file: null };
    const handle = await stagedFile(target.folderName, target.fileName);
    return { ...closed, file: await handle.getFile() };
  },
  abort: async () => {
    await current?.output.abort();
    current = null;
  },
};

/** Now, not when the collector comes: it does not see that these bytes are what fills the memory. */
function freeBuffers({ parts }: ZipItem): void {
  for (const part of parts) if (part.kind === 'bytes') freeBuffer(part.bytes);
}

function opened() {
  if (current === null) throw new Error('The archive has not been opened.');
  return current;
}

async function openOutput(target: ZipTarget): Promise<OutputFile> {
  if (target.kind === 'staged') {
    const handle = await stagedFile(target.folderName, target.fileName);
    const access = await handle.createSyncAccessHandle();
    return syncAccessFile(access, () => removeStagingFolder(target.folderName));
  }
  const writable = await target.handle.createWritable();
  return writableFile(writable, () => removeWhenEmpty(target.handle));
}

async function removeWhenEmpty(handle: FileSystemFileHandle): Promise<void> {
  const removable: FileSystemFileHandle & { remove?: () => Promise<void> } = handle;
  const file = await handle.getFile();
  if (file.size === 0) await removable.remove?.();
}

Comlink.expose(worker);
