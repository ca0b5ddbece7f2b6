import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every regular file below a folder, absolute. Links are left out, as browsers leave them out of a dropped folder. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const kind = lstatSync(path);
    if (kind.isDirectory()) return filesBelow(path);
    return kind.isFile() ? [path] : [];
  });
}

/** A new empty folder outside the repository, gone when `discard` is called. */
export function temporaryFolder(): { readonly path: string; readonly discard: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'nescio-e2e-'));
  return { path, discard: () => rmSync(path, { recursive: true, force: true }) };
}
