import { assertNever } from '../dicom/assert-never.ts';
import type { DeliveryResult } from '../pipeline/contracts/destination.ts';
import { freeBuffer } from '../pipeline/staging/free-buffer.ts';
import { removeStagingFolder, stagedFile } from '../pipeline/staging/staging-folders.ts';
import { openSyncAccess } from '../pipeline/staging/sync-access.ts';
import { createByteSink } from './byte-sink.ts';
import { describeWriteError } from './describe-write-error.ts';
import { memoryFile } from './memory-file.ts';
import { type OutputFile, syncAccessFile, writableFile } from './output-file.ts';
import type { ZipTarget, ZipWorker } from './zip.protocol.ts';
import { createZipWriter, type ZipItem, type ZipWriter } from './zip-writer.ts';

/** What the worker of an archive does, in whatever thread: one archive in its life. */
export function createZipService(): ZipWorker {
  /** Null before `open`. */
  let current: (Opened & { readonly writer: ZipWriter }) | null = null;

  function opened() {
    if (current === null) throw new Error('The archive has not been opened.');
    return current;
  }

  return {
    open: async (target) => {
      try {
        const output = await openOutput(target);
        current = { ...output, writer: createZipWriter(createByteSink(output.output)) };
        return { kind: 'opened' };
      } catch (error) {
        const failure = describeWriteError(error);
        // Private windows and some browsers refuse the storage, or have none; only a full disk is told as such.
        return target.kind === 'staged' && failure.kind !== 'no-space' ? { kind: 'no-storage' } : failure;
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
      const { writer, finished } = opened();
      const closed = await writer.close();
      return closed.kind === 'closed' ? { ...closed, file: await finished() } : closed;
    },
    abort: async () => {
      await current?.output.abort();
      current = null;
    },
  };
}

/** Now, not when the collector comes: it does not see that these bytes are what fills the memory. */
function freeBuffers({ parts }: ZipItem): void {
  for (const part of parts) if (part.kind === 'bytes') freeBuffer(part.bytes);
}

/** An output, and what there is to hand over once it is finished. */
type Opened = { readonly output: OutputFile; readonly finished: () => Promise<File | null> };

async function openOutput(target: ZipTarget): Promise<Opened> {
  switch (target.kind) {
    case 'staged': {
      const handle = await stagedFile(target.folderName, target.fileName);
      const output = syncAccessFile(await openSyncAccess(handle), () => removeStagingFolder(target.folderName));
      return { output, finished: () => handle.getFile() };
    }
    case 'memory': {
      const output = memoryFile(target.fileName, target.limitBytes);
      return { output, finished: async () => output.toFile() };
    }
    case 'picked':
      // The page removes the empty file of an archive that ends early: it is there also when this worker is not.
      return { output: writableFile(await target.handle.createWritable()), finished: async () => null };
    default:
      return assertNever(target);
  }
}
