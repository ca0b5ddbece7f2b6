import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, inject } from 'vitest';

const waitMs = 100;
const mostWaits = 1500;

/**
 * Puts scripts of the package, by their mode in `vite.package.config.ts`, into a folder that goes when the tests have ended.
 * Each is built once a test run and copied.
 */
export async function buildForNode(modes: readonly string[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-built-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const mode of modes) copyFileSync(await builtScript(mode), path.join(folder, `${mode}.js`));
  return folder;
}

/** @returns the script, which this process builds or another one has built */
async function builtScript(mode: string): Promise<string> {
  const script = path.join(inject('builtOnce'), `${mode}.js`);
  for (let waits = 0; !existsSync(script); waits++) {
    if (waits > mostWaits) throw new Error(`Nobody has built ${script}.`);
    const building = `${script}.building`;
    if (isFirst(building)) await build(mode, building, script);
    else await setTimeout(waitMs);
  }
  return script;
}

/** True for the one that makes the folder. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function build(mode: string, outDir: string, script: string): Promise<void> {
  const vite = await import('vite');
  try {
    await vite.build({ configFile: 'vite.package.config.ts', mode, logLevel: 'error', build: { outDir } });
    renameSync(path.join(outDir, `${mode}.js`), script);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
