import { readFileSync } from 'node:fs';
import { usageError } from '../exit-status.ts';

/** Reads a small file that an option names. @param what what it is, for people */
export function readInputFile(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw usageError(`The ${what} cannot be read. Check that it is there and that you may read it.`);
  }
}
