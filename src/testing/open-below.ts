import { existsSync, readdirSync, readlinkSync } from 'node:fs';

/** Whether the system tells which files a process has open. */
export const tellsOpenFiles = existsSync('/proc/self/fd');

/** The files below a folder that this process has open. */
export function openBelow(folder: string): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      const place = readlinkSync(`/proc/self/fd/${name}`);
      return place.startsWith(`${folder}/`) ? [place] : [];
    } catch {
      // It was open to list them.
      return [];
    }
  });
}
