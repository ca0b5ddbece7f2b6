import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a project key into a folder, for its owner alone, as the command asks for it.
 * @param byte in hexadecimal; all 32 of the key are this one
 * @returns the file
 */
export function writeProjectKey(folder: string, name = 'key.json', byte = '5a'): string {
  const file = join(folder, name);
  const key = { format: 'nescio-project-key', formatVersion: 1, key: byte.repeat(32) };
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  return file;
}
