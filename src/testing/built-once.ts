import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the files of one test run find what another of them has built. */
    readonly builtOnce: string;
  }
}

/** Gives a test run the folder of `buildForNode`, which goes when the run has ended. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-built-once-'));
  provide('builtOnce', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
