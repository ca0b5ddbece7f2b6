// What lies in folders of outputs, to be compared.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 of all files below a folder by their path there, in order of paths; none where there is no folder. */
export function hashesBelow(folder) {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = entries.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
  return new Map(places.map((place) => [path.relative(folder, place), sha256(readFileSync(place))]));
}

export function isSame(found, expected) {
  return found.size === expected.size && isWithin(found, expected);
}

/** True when each file that was found is one of the others, with its bytes. */
export function isWithin(found, expected) {
  return [...found].every(([name, hash]) => expected.get(name) === hash);
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
