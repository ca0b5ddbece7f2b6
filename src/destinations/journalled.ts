import type { Destination } from '../pipeline/destination.ts';
import type { FolderBatch, SavedFolder } from '../pipeline/folder-saving.ts';
import type { EarlierSave } from '../pipeline/run-batch.ts';
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

/** Keeps the journal of what a destination has written, and forgets it when everything is, or nothing. */
export function journalled(save: JournalledSave, journal: Journal): Destination<SavedFolder> {
  const { run, destination, batch, earlier, release } = save;
  const markOf = createFileMarks(batch.identity.projectKey, batch.files);
  const files = new Map(batch.files.map((file) => [file.id, file]));
  let finished = earlier.finished.size + earlier.taken.length;
  return {
    ...destination,
    write: async (delivery) => {
      const result = await destination.write(delivery);
      if (result.kind === 'written') {
        const { sizeBytes, crc32 } = delivery.file;
        const mark = markOf(files.get(delivery.input.id)!);
        journal.record(run.id, { ...mark, outputPath: delivery.path, sizeBytes, crc32 });
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
