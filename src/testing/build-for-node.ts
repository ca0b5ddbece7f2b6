import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

/** Builds scripts of the package, by their mode in `vite.package.config.ts`, into a folder that goes when the tests have ended. */
export async function buildForNode(modes: readonly string[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-built-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const mode of modes) {
    const options = { outDir: folder, emptyOutDir: false };
    await build({ configFile: 'vite.package.config.ts', mode, logLevel: 'error', build: options });
  }
  return folder;
}
