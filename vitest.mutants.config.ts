import { defineConfig } from 'vitest/config';

/** For `npm run mutants`: unit tests that do not measure time, do not read the corpus and do not start other programs. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: [
      'src/**/*corpus.test.ts',
      'src/pipeline/file/{fuzz,second-pass,crafted-headers}.test.ts',
      'src/testing/**',
    ],
    globalSetup: ['src/testing/built-once.ts'],
    testTimeout: 20_000,
    // What a fault keeps from happening is not waited for long.
    env: { EVENTUALLY_MS: '2000' },
  },
});
