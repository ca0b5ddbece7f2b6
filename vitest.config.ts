import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Long enough for a busy machine: it is there to end what hangs.
  test: { include: ['src/**/*.test.{ts,tsx}'], testTimeout: 180_000, hookTimeout: 60_000 },
});
