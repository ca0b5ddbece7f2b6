import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'e2e/converters/*.test.ts'],
    setupFiles: ['src/testing/property-seed.ts'],
    globalSetup: ['src/testing/built-once.ts'],
    // By default one processor is left idle: of the two of a small machine, that is half.
    maxWorkers: '100%',
    // Long enough for a busy machine: they are there to end what hangs.
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
