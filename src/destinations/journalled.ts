import type { EarlierSave } from '../pipeline/contracts/batch-file.ts';
import type { Destination } from '../pipeline/contracts/destination.ts';
import type { FolderBatch, SavedFolder } from '../pipeline/contracts/folder-saving.ts';
import type { Journal, JournalRun } from './journal.ts';
import { createFileMarks } from './journal-marks.ts';

/** A save whose finished files are to be remembered. */
export type JournalledSave = {
  readonly run: JournalRun;
  readonly destination: Destination<SavedFolder>;
  readonly batch: FolderBatch;
  readonly earlier: EarlierSave;
  /** Lets go of the run's lock. */
  readonly release: () => void;
};

type Removable = FileSystemDirectoryHandle & { readonly remove?: () => Promise<void> };

/** Notes in the journal each file that a destination has written. Forgets the notes when all files or none are written. */
export function journalled(save: JournalledSave, journal: Journal): Destination<SavedFolder> {
  const { run, destination, batch, earlier, release } = save;
  const markOf = createFileMarks(batch.identity.projectKey, batch.files, batch.identity.acrossFiles);
  const files = new Map(batch.files.map((file) => [file.id, file]));
  let finished = earlier.finished.size + earlier.taken.length;
  return {
    ...destination,
    write: async (delivery) => {
      const result = await destination.write(delivery);
      if (result.kind === 'written') {
        const { sizeBytes, crc32, sha256 } = delivery.file;
        const file = files.get(delivery.input.id);
        // A DICOMDIR comes from no file, and is written again.
        if (file !== undefined)
          journal.record(run.id, {
            ...markOf(file),
            outputPath: delivery.path,
            sizeBytes,
            crc32: result.crc32 ?? crc32,
            ...(sha256 !== undefined && { sha256 }),
          });
        finished++;
      }
      return result;
    },
    close: async () => {
      const closed = await destination.close();
      if (closed.kind === 'folder') await journal.discard(run.id);
      release();
      return closed;
    },
    abort: async () => {
      await destination.abort();
      await journal.settled();
      if (finished === 0) {
        await journal.discard(run.id);
        // Refused where something is in it after all.
        await (run.folder as Removable).remove?.().catch(() => undefined);
      }
      release();
    },
  };
}
