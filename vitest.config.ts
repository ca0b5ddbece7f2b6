import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Folders of `src` whose tests share the modules that are loaded: to load them anew takes longer than most files do. */
const sharing = /^src\/(app|embed|report|sources)\//;

/** What puts something in the place of a module, or does so before modules load: it would stay there for the next file. */
const replacing = /\bvi\.(mock|doMock|hoisted|resetModules)\(/;

const files = [...testsIn('src'), ...testsIn('e2e/converters')];
const together = files.filter((file) => sharing.test(file) && !replacing.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    setupFiles: ['src/testing/property-seed.ts', 'src/testing/clean-process.ts'],
    globalSetup: ['src/testing/built-once.ts'],
    // By default one processor is left idle: of the two of a small machine, that is half.
    maxWorkers: '100%',
    // Long enough for a busy machine: they are there to end what hangs.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'alone', include: files.filter((file) => !together.includes(file)) } },
    ],
  },
});

function testsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file));
}
