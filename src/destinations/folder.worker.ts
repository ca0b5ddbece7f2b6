import * as Comlink from 'comlink';
import type { FolderWorker } from './folder.protocol.ts';
import { createFolderWriter } from './folder-writer.ts';

/** The one folder of this worker's life; null before `open`. */
let current: ReturnType<typeof createFolderWriter> | null = null;

const worker: FolderWorker = {
  open: async (folder) => {
    current = createFolderWriter(folder);
  },
  write: (item) => opened().write(item),
  sizes: (paths) => opened().sizes(paths),
  remove: (paths) => opened().remove(paths),
  stop: () => opened().stop(),
};

function opened() {
  if (current === null) throw new Error('The folder has not been opened.');
  return current;
}

Comlink.expose(worker);
