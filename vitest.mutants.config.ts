import { defineConfig } from 'vitest/config';
import type { Reporter, Vitest } from 'vitest/node';

const tests = process.env['MUTANTS_TESTS'];

/**
 * Code that cannot be loaded fails each file that tests it, and no test. Stryker asks tests alone; it calls what is told here a
 * runtime error, which .ci/mutants.mjs counts among the dead.
 */
function tellsWhatDoesNotLoad(): Reporter {
  let vitest: Vitest;
  return {
    onInit: (started) => {
      vitest = started;
    },
    onTestModuleEnd: (module) => {
      for (const error of module.errors()) vitest.state.catchError(error, 'Unhandled Error');
    },
  };
}

/** For `npm run mutants`: unit tests that do not measure time, do not read the corpus and do not start other programs. */
export default defineConfig({
  test: {
    include: tests === undefined ? ['src/**/*.test.{ts,tsx}'] : [tests],
    exclude: [
      'src/**/*corpus.test.ts',
      'src/pipeline/file/{fuzz,second-pass,crafted-headers}.test.ts',
      'src/testing/**',
    ],
    // The same examples in every run: what dies does not depend on luck.
    setupFiles: ['src/testing/property-seed.ts'],
    globalSetup: ['src/testing/built-once.ts'],
    // Enough for each test that is run here, on a busy machine as well; a fault that keeps a test waiting shall not cost more.
    testTimeout: 4000,
    reporters: ['default', tellsWhatDoesNotLoad()],
    // Each test file loads the code anew, a sixth slower: what is made while code is loaded counts for the file that loads it first.
    isolate: true,
    // What a fault keeps from happening is not waited for long.
    env: { EVENTUALLY_MS: '2000' },
  },
});
