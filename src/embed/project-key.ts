import { parseProjectKey } from '../profile/project-key-file.ts';

const keyBytes = 32;

/** 32 random bytes from the platform's own generator. Keep them: without them, later files get other pseudonyms. */
export function createProjectKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(keyBytes));
}

/**
 * The key of a key file, as the page and `nescio key new` write it.
 * @throws TypeError for any other text, of which nothing is quoted
 */
export function parseKeyFile(text: string): Uint8Array {
  const key = parseProjectKey(text);
  if (key === null) throw new TypeError('The text is no key file. The page or `nescio key new` makes one.');
  return key;
}

/** A copy of a caller's key. @throws TypeError when it is none */
export function checkedKey(key: Uint8Array | undefined): Uint8Array {
  if (!(key instanceof Uint8Array)) throw new TypeError('The key is missing.');
  if (key.length !== keyBytes) throw new TypeError(`The key has ${key.length} bytes; it must have ${keyBytes}.`);
  return key.slice();
}
