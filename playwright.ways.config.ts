import base from './playwright.config.ts';

/** Whether page, package and command make the same of the same files. `npm run ways`. */
export default {
  ...base,
  testMatch: '**/*.ways.ts',
  workers: 1,
  timeout: 3_600_000,
  use: { ...base.use, actionTimeout: 600_000 },
};
