// A Chromium with a profile on disk: an incognito context would keep the private file system in memory.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { cpuSeconds, findRoot, watchMemory } from './process-tree.mjs';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser() {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'nescio-bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags,
    headless: true,
    viewport: { width: 1440, height: 900 },
    // It would answer for the page of the limits, which is no part of the build.
    serviceWorkers: 'block',
    // A staged archive is on the disk already; the download would copy it once more and count as nobody's time.
    acceptDownloads: false,
  });
  const root = findRoot(`--user-data-dir=${profile}`);
  if (root === undefined) throw new Error('The browser process was not found in /proc.');
  await context.addInitScript(watchPage);
  return {
    context,
    root,
    profile,
    version: context.browser()?.version() ?? (await versionOf(context)),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page whose marks can be waited for; each mark carries the CPU of the browser at that moment. */
export async function openPage(browser, url) {
  const page = await browser.context.newPage();
  const marks = new Map();
  let wake = () => undefined;
  await page.exposeBinding('benchMark', (_, name, atMs) => {
    if (!marks.has(name)) marks.set(name, { atMs, cpu: cpuSeconds(browser.root) });
    wake();
  });
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  const self = {
    page,
    problems,
    reached: async (name, timeoutMs) => {
      const endMs = Date.now() + timeoutMs;
      while (!marks.has(name)) {
        if (Date.now() > endMs) throw new Error(`"${name}" was not reached in ${timeoutMs / 1000} s.`);
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, 1000);
        });
      }
      return marks.get(name);
    },
    forget: (name) => marks.delete(name),
    /** Runs something and gives its CPU seconds, wall seconds and peak memory. */
    measure: async (work, everyMs = 500) => {
      const stop = watchMemory(browser.root, everyMs);
      const cpu = cpuSeconds(browser.root);
      const startMs = performance.now();
      const result = await work();
      const wall = (performance.now() - startMs) / 1000;
      return { result, cpu: cpuSeconds(browser.root) - cpu, wall, memory: stop() };
    },
    /** Tasks of the main thread over 50 ms, and forgets them. */
    takeLongTasks: () =>
      page.evaluate(() => {
        const taken = globalThis.benchLongTasks.splice(0);
        return taken.map(({ startTime, duration }) => ({ startTime, duration }));
      }),
  };
  return self;
}

/** Runs in the page, before its own scripts. Marks are set by what a person sees. */
function watchPage() {
  globalThis.benchLongTasks = [];
  new PerformanceObserver((list) => globalThis.benchLongTasks.push(...list.getEntries())).observe({
    type: 'longtask',
    buffered: true,
  });
  const mark = (name) => globalThis.benchMark(name, performance.now());
  const seen = new Set();
  const signs = {
    ready: () => document.documentElement?.getAttribute('data-ready') === 'true',
    scanned: () =>
      [...document.querySelectorAll('.actionbar button:not([disabled])')].some(
        (button) => button.textContent === 'De-identify',
      ),
    foretold: () => /^\d/.test(document.querySelector('[role=status][aria-label=Forecast]')?.textContent ?? ''),
    deidentified: () => document.querySelector('[role=status][aria-label=Result]') !== null,
    saved: () => document.querySelector('[role=status][aria-label="Saved ZIP"]') !== null,
    diff: () => document.querySelector('[role=grid][aria-label="Tag changes"] .row') !== null,
  };
  const look = () => {
    for (const [name, isThere] of Object.entries(signs)) {
      const is = isThere();
      if (is && !seen.has(name)) mark(name);
      if (is) seen.add(name);
      else seen.delete(name);
    }
  };
  const start = () =>
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  start();
  document.addEventListener('change', ({ target }) => target.type === 'file' && mark('picked'), true);
  document.addEventListener('drop', () => mark('picked'), true);
  document.addEventListener('click', () => mark('clicked'), true);
}

async function versionOf(context) {
  const page = context.pages()[0] ?? (await context.newPage());
  return page.evaluate(() => navigator.userAgent.match(/Chrom(?:e|ium)\/([\d.]+)/)?.[1] ?? 'unknown');
}
