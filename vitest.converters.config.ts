import { defineConfig } from 'vitest/config';

/** dcm2niix over whole series, before and after. `npm run converters`. */
export default defineConfig({
  test: {
    include: ['e2e/converters/*.converters.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
