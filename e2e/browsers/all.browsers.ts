import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { expect, test } from '@playwright/test';
import { cpuSeconds, watchMemory } from '../../bench/process-tree.mjs';
import { securityHeaders, serviceWorkerFile, serviceWorkerHeaders } from '../../src/csp.ts';
import { corpusFolder, corpusSkip, hasCorpus } from '../support/corpus.ts';
import { filesBelow, temporaryFolder } from '../support/folder.ts';
import { writeProjectKey } from '../support/project-key.ts';
import { startStaticHost } from '../support/static-host.ts';
import { openChromium } from './chromium.ts';
import type { BrowserOptions, DrivenBrowser } from './driven-browser.ts';
import { others } from './installed.ts';
import { until } from './processes.ts';
import { type Measured, renderBrowsers } from './render-browsers.ts';
import { openReady, ready, wholeJob } from './whole-job.ts';

const { NESCIO_E2E_DIST = 'dist' } = process.env;
const page = new URL('../../docs/browsers.md', import.meta.url);
const scratch = temporaryFolder();
const ordinary: BrowserOptions = { window: 'ordinary', theme: 'light' };
const runs = [
  { title: 'Chromium', missing: (): [boolean, string] => [false, ''], open: () => openChromium(ordinary) },
  ...others.flatMap(({ name, missing, open }) => [
    { title: name, missing, open: () => open(ordinary) },
    // Under automation the windows of WebKitGTK are private ones in all but name.
    ...(name === 'WebKitGTK'
      ? []
      : [{ title: `${name}, private`, missing, open: () => open({ ...ordinary, window: 'private' }) }]),
  ]),
];
const measured: Measured[] = [];

test.skip(!hasCorpus, corpusSkip);
test.afterAll(() => scratch.discard());

for (const { title, missing, open } of runs) {
  test(`${title} does the job of the whole corpus`, async ({ baseURL }) => {
    test.skip(...missing());
    const keyFile = writeProjectKey(scratch.path);
    const browser = await open();
    try {
      const startMs = performance.now();
      await openReady(browser, baseURL!);
      const readyS = (performance.now() - startMs) / 1000;
      const features = await featuresOf(browser);
      const stop = watchMemory(browser.pid, 250);
      const cpu = cpuSeconds(browser.pid);
      const jobMs = performance.now();
      const result = await wholeJob(browser, { keyFile, paths: filesBelow(corpusFolder) });
      const wallS = (performance.now() - jobMs) / 1000;
      const cpuS = cpuSeconds(browser.pid) - cpu;
      const { page: largest, browser: rest } = stop();
      const memoryMb = largest + rest;
      const offline = await worksOffline(browser);
      measured.push({ title, version: browser.version, features, offline, result, readyS, wallS, cpuS, memoryMb });
    } finally {
      await browser.close();
    }
  });
}

test('all came to the same bytes and records, as docs/browsers.md says (UPDATE_DOCS=1 writes it again)', () => {
  const [first, ...rest] = measured;
  for (const { title, result } of rest) {
    expect(result.totals, title).toEqual(first!.result.totals);
    expect(result.zipSha256, title).toBe(first!.result.zipSha256);
    expect(result.records, title).toEqual(first!.result.records);
  }
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, load: loadavg()[2]! };
  const text = renderBrowsers(measured, machine);
  console.log(text);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, text);
  else for (const { result } of measured) expect(readFileSync(page, 'utf8')).toContain(result.zipSha256);
});

/** What the browser has of what the page can use. */
function featuresOf(browser: DrivenBrowser) {
  return browser.run(async () => ({
    pickers: 'showDirectoryPicker' in globalThis,
    folderInput: 'webkitdirectory' in HTMLInputElement.prototype,
    storage: await Promise.resolve(navigator.storage?.getDirectory?.()).then(
      (root) => root !== undefined,
      () => false,
    ),
    serviceWorker: 'serviceWorker' in navigator,
    database: await new Promise<boolean>((resolve) => {
      try {
        const request = indexedDB.open('probe');
        request.onsuccess = () => resolve(true);
        request.onerror = () => resolve(false);
      } catch {
        resolve(false);
      }
    }),
    cores: navigator.hardwareConcurrency,
  }));
}

/** The page comes again from a host that has gone. */
async function worksOffline(browser: DrivenBrowser): Promise<boolean> {
  const headersOf = (path: string) =>
    new Map(Object.entries(path.endsWith(serviceWorkerFile) ? serviceWorkerHeaders : securityHeaders));
  const host = await startStaticHost(NESCIO_E2E_DIST, { headersOf });
  try {
    await openReady(browser, `${host.origin}/`);
    await until(
      'Kept for offline use',
      () => browser.run(() => document.body.textContent?.includes('Works offline') ?? false),
      20_000,
    );
  } catch {
    return false;
  } finally {
    await host.stop();
  }
  try {
    await browser.open(`${host.origin}/`);
    await ready(browser);
    return true;
  } catch {
    return false;
  }
}
