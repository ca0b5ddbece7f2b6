import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Stage, Staging } from '../../contracts/staging.ts';
import { pathBytes } from './path-bytes.ts';

/** Files in a folder, which is made with the first of them. @param folder of the threads of one pool */
export function createFolderStaging(folder: string): Staging {
  let files = 0;
  return {
    open: async () => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return openStage(path.join(folder, `${threadId}-${files++}`));
      } catch {
        return null;
      }
    },
    remove: async (place) => removeQuietly(place),
  };
}

function openStage(place: string): Stage {
  const file = openSync(place, 'wx', 0o600);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    place,
    append: (bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    },
    finish: async () => {
      close();
      return pathBytes(place);
    },
    close,
  };
}

/** What is locked stays, and goes with the folder. */
export function removeQuietly(place: string): void {
  try {
    rmSync(place, { recursive: true, force: true });
  } catch {
    // It is in the folder for temporary files.
  }
}
