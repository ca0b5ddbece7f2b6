import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { CommandError } from '../exit-status.ts';

/** Permissions of a group and of others. */
const othersMay = 0o077;

/**
 * Reads a file that holds a secret.
 * @param name what it is, for people
 * @throws CommandError for a file that cannot be opened, for a folder or a pipe, or when others may read or write it
 */
export function readPrivateFile(path: string, name: string): string {
  const cannotBeOpened = `The ${name} cannot be opened. Check that it is there, is a file, and that you may read it.`;
  let file: number;
  try {
    // A pipe that nobody writes to would be waited for without an end.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    throw new CommandError(cannotBeOpened);
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new CommandError(cannotBeOpened);
    const { mode } = status;
    // Windows has no such permissions.
    if (process.platform !== 'win32' && (mode & othersMay) !== 0) {
      throw new CommandError(`The ${name} can be read or written by others. Let nobody but its owner (chmod 600).`);
    }
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
