import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { CommandError } from '../exit-status.ts';
import { describeFailure } from './describe-failure.ts';

/**
 * Writes a new file for its owner alone: it says where somebody's name stands in which image. @throws CommandError when it cannot be
 * written, and nothing is left of it then, or is there
 */
export function writePrivately(file: string, text: string | Iterable<string>): void {
  try {
    const opened = openSync(file, 'wx', 0o600);
    try {
      for (const piece of typeof text === 'string' ? [text] : text) writeFileSync(opened, piece);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    throw new CommandError(`What was found could not be written. ${describeFailure(error, '--out').message}`);
  }
}
