import { defineConfig } from 'vitest/config';

/** `npm run bench:text`: how long the search for text takes, on one thread. */
export default defineConfig({ test: { include: ['bench/text-search/*.bench.ts'], fileParallelism: false } });
