import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Files that are being made. They go when the process ends at once, as it does at a second signal. */
export function createParts() {
  const parts = new Set<string>();
  const removeAll = () => {
    for (const part of parts) rmSync(part, { force: true });
  };
  process.on('exit', removeAll);
  return {
    add: (part: string): void => {
      parts.add(part);
    },
    /** The file has its name, or is gone. */
    delete: (part: string): void => {
      parts.delete(part);
    },
    close: (): void => {
      process.off('exit', removeAll);
    },
  };
}

/** Names of half-made outputs: `….dcm`, file IDs of a media directory, and the directory itself. */
const halfMade = /^(?:.*\.dcm|\d{8}|DICOMDIR)\.\d+\.part$/;

/** What a run that was killed had not finished. */
export function removeParts(folder: string): void {
  for (const { parentPath, name } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (halfMade.test(name)) rmSync(path.join(parentPath, name), { force: true });
  }
}
