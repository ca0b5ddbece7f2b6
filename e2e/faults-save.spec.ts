import { appendFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { anonymizerPage, readPicked, withoutSavePicker, withSavePickerIntoOpfs } from './anonymizer-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import { filesIn, pickedFiles, subfoldersOf, withFolderPickerIntoOpfs, zipHashes } from './support/picked-folder.ts';
import { ctSeries } from './support/series.ts';

test.use(withoutServiceWorker);

const files = 24;
const scratch = temporaryFolder();
test.skip(...needs('Python'));
test.afterEach(({ page }) => stopPatching(page));
test.afterAll(() => scratch.discard());

/** Allocates until there is no memory left, in the first message that asks for whole files. */
const outOfMemory = `{
  let isDone = false;
  addEventListener('message', (event) => {
    if (isDone || event.data?.path?.[0] !== 'produce') return;
    isDone = true;
    event.stopImmediatePropagation();
    const kept = [];
    for (;;) kept.push(new ArrayBuffer(2 ** 36));
  });
}`;

/** What a tab in the background gets: timers no more than once a second, and the news that it is hidden. */
const inBackground = `{
  const original = globalThis.setTimeout;
  globalThis.setTimeout = (run, ms = 0, ...rest) => original(run, Math.max(1000, ms), ...rest);
}`;

async function ready(page: Page, folder: string) {
  const app = anonymizerPage(page);
  await withFolderPickerIntoOpfs(page);
  await app.open();
  await app.drop(folder);
  await app.waitUntilScanned();
  expect(await app.deidentify()).toMatchObject({ deidentified: files, failed: 0 });
  return app;
}

async function onlySubfolder(page: Page) {
  const picked = await pickedFiles(page);
  expect(subfoldersOf(picked)).toHaveLength(1);
  return filesIn(picked, subfoldersOf(picked)[0] as string);
}

test('a worker that runs out of memory in mid-save loses no file and doubles none', async ({ page }) => {
  const series = ctSeries(files);
  await withoutSavePicker(page);
  const patched = await patchScript(page, scripts.deidentifyWorker, outOfMemory, 'first');
  const app = await ready(page, series.path);
  await app.saveToFolder();
  await expect(app.savedFolder).toContainText(`${files} files`);
  expect(patched()).toBe(1);
  const saved = await onlySubfolder(page);
  expect(saved).toEqual(await zipHashes(await app.saveZip(join(scratch.path, 'memory.zip'))));
  await expect(app.result).toHaveText(`${files} de-identified, 0 held, 0 skipped, 0 failed`);
  series.discard();
});

test('the worker that writes dies: whole files only, and Resume saving writes the rest', async ({ page }) => {
  const series = ctSeries(files);
  await withoutSavePicker(page);
  const dieAfter = `{
    let count = 0;
    addEventListener('message', (event) => {
      if (event.data?.path?.[0] === 'write' && ++count > 9) throw new RangeError('no memory');
    });
  }`;
  await patchScript(page, scripts.folderWorker, dieAfter, 'first');
  const app = await ready(page, series.path);
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'writer.zip')));
  await app.saveToFolder();
  await expect(page.getByText(/stopped unexpectedly/)).toBeVisible();
  expect(expected).toMatchObject(await onlySubfolder(page));
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  expect(await onlySubfolder(page)).toEqual(expected);
  series.discard();
});

test('inputs that change or vanish before a folder save are failed, and nothing of them is there', async ({ page }) => {
  const series = ctSeries(files);
  const app = await ready(page, series.path);
  const [changed, vanished] = filesBelow(series.path) as [string, string];
  appendFileSync(changed, Buffer.alloc(64));
  unlinkSync(vanished);
  await app.saveToFolder();
  await expect(app.savedFolder).toContainText(`${files - 2} files`);
  expect(Object.keys(await onlySubfolder(page))).toHaveLength(files - 2);
  await expect(app.result).toHaveText(`${files - 2} de-identified, 0 held, 0 skipped, 2 failed`);
  series.discard();
});

test('the real quota of the browser stops a folder with whole files only', async ({ page, context, baseURL }) => {
  const series = ctSeries(files, 400_000);
  await withoutSavePicker(page);
  const app = await ready(page, series.path);
  const session = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 4_000_000 });
  await app.saveToFolder();
  await expect(page.getByText(/is full/)).toBeVisible({ timeout: 30_000 });
  const some = await onlySubfolder(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  const saved = await onlySubfolder(page);
  expect(saved).toMatchObject(some);
  expect(saved).toEqual(await zipHashes(await app.saveZip(join(scratch.path, 'quota.zip'))));
  series.discard();
});

test('a ZIP at a picked place that is broken off by a full disk leaves nothing', async ({ page }) => {
  const series = ctSeries(files);
  await withSavePickerIntoOpfs(page);
  const full = `FileSystemWritableFileStream.prototype.write = async () => {
    throw new DOMException('full', 'QuotaExceededError');
  };`;
  await patchScript(page, scripts.zipWorker, full, 'first');
  const app = await ready(page, series.path);
  await app.saveZipButton.click();
  await expect(page.getByText(/is full/)).toBeVisible();
  expect(await readPicked(page, 'deidentified.zip')).toBeNull();
  series.discard();
});

test('too little space is said before the first byte, with ways out', async ({ page }) => {
  // Chromium reports 10 GiB whatever the disk has, and whatever CDP overrides: only what the page makes of it is tested.
  await page.addInitScript(() => {
    const estimate = async () => ({ quota: 1_000_000, usage: 900_000 });
    Object.assign(navigator.storage, { estimate });
  });
  await withoutSavePicker(page);
  const series = ctSeries(files, 40_000);
  const app = await ready(page, series.path);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await app.saveZipButton.click();
  await expect(page.getByText(/Nothing was written/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save one ZIP per study' })).toBeVisible();
  expect(downloads).toBe(0);
  await app.saveToFolder();
  await expect(app.savedFolder).toContainText(`${files} files`);
  await app.saveZipButton.click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save anyway' }).click();
  await saved;
  series.discard();
});

test('a tab in the background is as fast as one in front: no timer in the path', async ({ page }) => {
  const series = ctSeries(files);
  await patchScript(page, scripts.page, inBackground);
  await patchScript(page, scripts.anyWorker, inBackground);
  const app = anonymizerPage(page);
  await withFolderPickerIntoOpfs(page);
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.deidentify();
  const started = Date.now();
  await app.saveToFolder();
  await expect(app.savedFolder).toContainText(`${files} files`);
  // With a timer for each file it would be as many seconds.
  expect(Date.now() - started).toBeLessThan((files * 1000) / 2);
  expect(Object.keys(await onlySubfolder(page))).toHaveLength(files);
  series.discard();
});
