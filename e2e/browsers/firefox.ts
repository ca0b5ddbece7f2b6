import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Frame } from 'puppeteer-core';
import { type BrowserOptions, callTimeoutMs, type DrivenBrowser } from './driven-browser.ts';
import { endGroup, within } from './processes.ts';

const { FIREFOX_PATH = '/usr/bin/firefox-esr' } = process.env;

/** Values of the preference; 1 would be light. */
const themes = { dark: 0, light: 1 } as const;

/** Firefox of the system, without a window, by WebDriver BiDi. */
export async function openFirefox({ window, theme }: BrowserOptions): Promise<DrivenBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-firefox-'));
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath: FIREFOX_PATH,
    headless: true,
    timeout: callTimeoutMs,
    protocolTimeout: callTimeoutMs,
    defaultViewport: { width: 1440, height: 900 },
    extraPrefsFirefox: {
      'browser.privatebrowsing.autostart': window === 'private',
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      'layout.css.prefers-color-scheme.content-override': themes[theme],
    },
  });
  const pid = browser.process()?.pid ?? 0;
  const close = async () => {
    await within(10_000, 'Closing Firefox', browser.close()).catch(() => undefined);
    endGroup(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(callTimeoutMs);
    let inside: Frame = page.mainFrame();
    return {
      name: 'Firefox ESR',
      version: (await browser.version()).replace('firefox/', ''),
      downloads,
      pid,
      open: async (url) => {
        await page.goto(url, { waitUntil: 'load' });
      },
      run: ((work: unknown, ...args: readonly unknown[]) => inside.evaluate(work, ...args)) as DrivenBrowser['run'],
      choose: async (selector, paths) => {
        const input = await inside.$(selector);
        if (input === null) throw new Error(`There is no ${selector}.`);
        await input.uploadFile(...paths);
      },
      openNarrow: async (host, width) => {
        await page.setViewport({ width, height: 800 });
        await page.goto(`${host}/`, { waitUntil: 'load' });
      },
      enterFrame: async () => {
        inside = page.mainFrame().childFrames()[0]!;
      },
      leaveFrame: async () => {
        inside = page.mainFrame();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
