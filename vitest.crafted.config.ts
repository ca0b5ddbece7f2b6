import { defineConfig } from 'vitest/config';

/** Headers made to be slow, with their growth. `npm run bench:crafted`; writes docs/performance-crafted.md. */
export default defineConfig({
  test: { include: ['bench/crafted/*.bench.ts'], testTimeout: 3_600_000, fileParallelism: false },
});
