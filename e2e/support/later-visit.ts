import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base } from '@playwright/test';

/** What the page keeps for itself, without what the service worker needs. */
const keptByThePage = 'cookies,file_systems,indexeddb,local_storage,shared_storage';

/**
 * `test` on a browser that has been at the page before, as most people have: its service worker is there and answers from the first
 * byte. What the page has kept is deleted before each test. A first visit costs three times as much, because the whole build is
 * fetched and kept once more; it is tried where it can make a difference (service-worker, network, newcomer, the uploads).
 */
export const test = base.extend<object, { returning: BrowserContext }>({
  returning: [
    async ({ playwright }, use, { project }) => {
      const { launchOptions, viewport, locale, acceptDownloads, baseURL, serviceWorkers } = project.use;
      const profile = mkdtempSync(join(tmpdir(), 'nescio-returning-'));
      const context = await playwright.chromium.launchPersistentContext(profile, {
        ...launchOptions,
        viewport,
        locale,
        acceptDownloads,
        baseURL,
        serviceWorkers,
      } as Parameters<typeof playwright.chromium.launchPersistentContext>[1]);
      const page = await context.newPage();
      await page.goto('/');
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.close();
      await use(context);
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  context: async ({ returning }, use) => {
    await use(returning);
    for (const page of returning.pages()) if (page.url() !== 'about:blank') await page.close();
    await returning.clearPermissions();
  },
  page: async ({ context, baseURL, viewport }, use) => {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      storageTypes: keptByThePage,
    });
    await session.detach();
    if (viewport !== null) await page.setViewportSize(viewport);
    await use(page);
  },
});
