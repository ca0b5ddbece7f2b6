import { afterAll, vi } from 'vitest';

// The next file runs in the same process, as if nothing had been there before.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
