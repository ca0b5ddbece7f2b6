import type { Source } from '../pipeline/contracts/source.ts';
import { listFile } from './list-file.ts';

/**
 * The files of a file input, in its order. Files of a folder input keep their path below the chosen folder, that
 * folder's name included.
 */
export function sourceFromFiles(files: readonly File[]): Source {
  // The input empties its own list when it is reset, so the copy is made now.
  const chosen = [...files];
  return {
    async *list(signal) {
      for (const file of chosen) {
        if (signal.aborted) return;
        yield* listFile(file.webkitRelativePath || file.name, async () => file, signal);
      }
    },
  };
}
