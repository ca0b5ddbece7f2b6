import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { CommandError } from '../exit-status.ts';

/** Permissions of a group and of others. */
const othersMay = 0o077;

/**
 * Reads a file that holds a secret.
 * @param name what it is, for people
 * @throws CommandError for a file that cannot be opened, or that others may read or write
 */
export function readPrivateFile(path: string, name: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    throw new CommandError(`The ${name} cannot be opened. Check that it is there and that you may read it.`);
  }
  try {
    const { mode } = fstatSync(file);
    // Windows has no such permissions.
    if (process.platform !== 'win32' && (mode & othersMay) !== 0) {
      throw new CommandError(`The ${name} can be read or written by others. Let nobody but its owner (chmod 600).`);
    }
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
