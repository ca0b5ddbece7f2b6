import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Frame } from '@playwright/test';
import { findRoot } from '../../bench/process-tree.mjs';
import { withoutSavePicker } from '../anonymizer-page.ts';
import { chromiumPath } from '../setup/peers.mjs';
import { type BrowserOptions, callTimeoutMs, type DrivenBrowser } from './driven-browser.ts';

/** Chromium as the others are driven, so that one job serves all. It saves as they do: by an ordinary download. */
export async function openChromium({ theme }: Pick<BrowserOptions, 'theme'>): Promise<DrivenBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-chromium-'));
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  const profile = join(folder, 'profile');
  const executablePath = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === null ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    headless: true,
    colorScheme: theme,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    timeout: callTimeoutMs,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(callTimeoutMs);
  await withoutSavePicker(page);
  page.on('download', (download) => {
    download.saveAs(join(downloads, download.suggestedFilename())).catch(() => undefined);
  });
  let inside: Frame = page.mainFrame();
  return {
    name: 'Chromium',
    version: (await page.evaluate(() => navigator.userAgent)).match(/Chrome\/([\d.]+)/)?.[1] ?? 'unknown',
    downloads,
    pid: findRoot(`--user-data-dir=${profile}`) ?? 0,
    open: async (url) => {
      await page.goto(url);
    },
    // Playwright takes one argument, and a function only as text where it has several.
    run: ((work: unknown, ...args: readonly unknown[]) =>
      inside.evaluate(`(${String(work)})(...${JSON.stringify(args)})`)) as DrivenBrowser['run'],
    choose: (selector, paths) => inside.locator(selector).setInputFiles([...paths]),
    openNarrow: async (host, width) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${host}/`);
    },
    enterFrame: async () => {
      inside = page.mainFrame().childFrames()[0]!;
    },
    leaveFrame: async () => {
      inside = page.mainFrame();
    },
    close: async () => {
      await context.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
