import base from './playwright.config.ts';

/** What each browser can do and takes for it. `npm run browsers`; docs/browsers.md is written with UPDATE_DOCS=1. */
export default { ...base, testMatch: '**/*.browsers.ts', workers: 1, timeout: 900_000 };
