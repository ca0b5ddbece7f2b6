import { readFileSync, writeFileSync } from 'node:fs';
import { createProjectKey } from '../../embed/project-key.ts';
import { parseProjectKey, serializeProjectKey } from '../../profile/project-key-file.ts';
import { CommandError, systemCode, usageError } from '../exit-status.ts';
import { readPrivateFile } from './private-file.ts';

/**
 * Reads the project key that the command line or `NESCIO_KEY_FILE` names: a file, or `fd:3` for a descriptor that is open.
 * @returns null when neither names one
 * @throws CommandError for a file that others may read, or that is no key
 */
export function readKey(named: string | undefined, environment: NodeJS.ProcessEnv): Uint8Array | null {
  const place = named ?? environment['NESCIO_KEY_FILE'];
  if (place === undefined || place === '') return null;
  const descriptor = /^fd:(\d{1,4})$/.exec(place);
  const text = descriptor === null ? readPrivateFile(place, 'key file') : readDescriptor(Number(descriptor[1]));
  const key = parseProjectKey(text);
  if (key === null)
    throw new CommandError('The key file holds no project key. The page or `nescio key new` makes one.');
  return key;
}

function readDescriptor(descriptor: number): string {
  try {
    return readFileSync(descriptor, 'utf8');
  } catch {
    throw new CommandError('The descriptor of the key cannot be read. Open it for this program, as in `3< key.json`.');
  }
}

/**
 * Makes a new key and its file, for its owner alone.
 * @throws CommandError when there is a file of this name, which stays as it is
 */
export function createKeyFile(path: string): Uint8Array {
  const key = createProjectKey();
  try {
    writeFileSync(path, serializeProjectKey(key), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw new CommandError('The key file cannot be written there.');
    throw usageError('There is a key file of this name. Give it with --key, or name another file.');
  }
  return key;
}
