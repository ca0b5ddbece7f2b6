import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { freePort } from './e2e/support/free-port.ts';

const {
  CHROMIUM_PATH = '/usr/bin/chromium',
  CI,
  NESCIO_E2E_PORT = String(await freePort()),
  NESCIO_E2E_DIST = '.tmp/e2e-dist',
} = process.env;
// The worker processes read this file again and must come to the same answers.
Object.assign(process.env, { NESCIO_E2E_PORT, NESCIO_E2E_DIST });
const origin = `http://127.0.0.1:${NESCIO_E2E_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/artifacts',
  // Each keeps one core busy for about half of its time: servers start, files are written, pages wait.
  workers: 2,
  retries: 0,
  forbidOnly: CI !== undefined,
  timeout: 240_000,
  // Long, because a busy machine is slow and not wrong; what comes at once costs nothing.
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: `${origin}/`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    acceptDownloads: true,
    // As people have it. A service worker asks for every script of the build once more, and what it keeps is not asked for again,
    // so specs that give one script other code, or count how often it was loaded, turn it off with `withoutServiceWorker`:
    // access, faults, faults-save, network (all but what is about it), resume, save-folder, screenshots.
    serviceWorkers: 'allow',
    launchOptions: {
      ...(existsSync(CHROMIUM_PATH) ? { executablePath: CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    // A build of its own, so that tests and a page being served do not pull the files from under each other.
    command: `npx vite build --outDir ${NESCIO_E2E_DIST} --emptyOutDir && npx vite preview --outDir ${NESCIO_E2E_DIST} --port ${NESCIO_E2E_PORT}`,
    url: origin,
    timeout: 180_000,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
