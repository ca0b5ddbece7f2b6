import { defineConfig } from 'vitest/config';

/** The checks that take minutes: the planted-identifier score, dciodvfy over the corpus. `npm run oracle`. */
export default defineConfig({
  test: { include: ['e2e/oracle/*.oracle.ts'], testTimeout: 3_600_000, hookTimeout: 600_000, fileParallelism: false },
});
