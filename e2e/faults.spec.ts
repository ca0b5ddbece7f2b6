import { appendFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, readPicked, sumOf, withoutSavePicker, withSavePickerIntoOpfs } from './anonymizer-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { holdCalls, letGo } from './support/held-calls.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

test.use(withoutServiceWorker);

const files = 60;
const scratch = temporaryFolder();
test.skip(...needs('Python'));
test.afterEach(({ page }) => stopPatching(page));
test.afterAll(() => scratch.discard());
test.setTimeout(120_000);

/** Makes a worker vanish without a word when it is asked to de-identify: no error event, no answer. */
const dieWhenDeidentifying = `addEventListener('message', (event) => {
  if (event.data?.path?.[0] === 'deidentify') { event.stopImmediatePropagation(); close(); }
});`;

/** Kills the worker that reads a file of more than this many bytes. */
const dieWhenReading = (bytes: number) => `{
  const { slice, arrayBuffer } = Blob.prototype;
  const die = () => { close(); return new Promise(() => {}); };
  Blob.prototype.arrayBuffer = function () { return this.size > ${bytes} ? die() : arrayBuffer.call(this); };
  Blob.prototype.slice = function (...range) {
    const part = slice.apply(this, range);
    if (this.size > ${bytes}) part.arrayBuffer = die;
    return part;
  };
}`;

/** Lets the page's clock run ahead, because a worker counts as lost only after a long silence. */
async function skipSilence(page: Page, isOver: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(15_000);
    expect(await isOver()).toBe(true);
    // Real time between the steps: on a busy machine a new worker needs seconds to start, and must not pass for a silent one.
  }).toPass({ timeout: 100_000, intervals: [3_000] });
}

test('a worker killed in mid-run loses no file', async ({ page }) => {
  const series = ctSeries(files);
  const app = anonymizerPage(page);
  const patched = await patchScript(page, scripts.deidentifyWorker, dieWhenDeidentifying, 'first');
  await withoutSavePicker(page);
  await page.clock.install();
  await app.open();
  await app.drop(series.path);
  await skipSilence(page, () => app.deidentifyButton.and(page.locator(':enabled')).isVisible());
  await app.deidentifyButton.click();
  await skipSilence(page, () => app.result.isVisible());
  expect(patched()).toBe(1);
  expect(await app.totals()).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
  const saved = await JSZip.loadAsync(await app.saveZip(join(scratch.path, 'killed.zip')), { checkCRC32: true });
  expect(Object.keys(saved.files)).toHaveLength(files);
  series.discard();
});

test('a file that kills every worker that reads it is a failed file, the rest goes on', async ({ page }) => {
  const series = ctSeries(3);
  const app = anonymizerPage(page);
  // One file is longer than the others; whoever reads it is gone.
  appendFileSync(filesBelow(series.path)[1] as string, Buffer.alloc(100_000));
  await patchScript(page, scripts.deidentifyWorker, dieWhenReading(100_000));
  await page.clock.install();
  await app.open();
  await app.drop(series.path);
  await skipSilence(page, () => app.deidentifyButton.and(page.locator(':enabled')).isVisible());
  await app.deidentifyButton.click();
  await skipSilence(page, () => app.result.isVisible());
  expect(await app.totals()).toEqual({ deidentified: 2, held: 0, skipped: 0, failed: 1 });
  await expect(page.getByText(/stopped twice/).first()).toBeVisible();
  series.discard();
});

test('a file that changes on disk, and one that vanishes, are failed and not in the archive', async ({ page }) => {
  const series = ctSeries(6);
  const app = anonymizerPage(page);
  await withoutSavePicker(page);
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  expect(await app.deidentify()).toEqual({ deidentified: 6, held: 0, skipped: 0, failed: 0 });
  const [changed, vanished] = filesBelow(series.path) as [string, string];
  appendFileSync(changed, Buffer.alloc(64));
  unlinkSync(vanished);
  const saved = await JSZip.loadAsync(await app.saveZip(join(scratch.path, 'changed.zip')), { checkCRC32: true });
  expect(Object.keys(saved.files)).toHaveLength(4);
  await expect(app.result).toHaveText('4 de-identified, 0 held, 0 skipped, 2 failed');
  series.discard();
});

test('a file that changes before it is planned fails', async ({ page }) => {
  const series = ctSeries(4);
  const app = anonymizerPage(page);
  await patchScript(page, scripts.deidentifyWorker, holdCalls('deidentify'));
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  appendFileSync(filesBelow(series.path)[0] as string, Buffer.alloc(64));
  await app.deidentifyButton.click();
  await letGo(page, 'deidentify');
  expect(await app.totals()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 1 });
  series.discard();
});

test('a full disk leaves no archive, says so, and a later save works', async ({ page, context, baseURL }) => {
  const series = ctSeries(20, 400_000);
  const app = anonymizerPage(page);
  await withoutSavePicker(page);
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.deidentify();
  const session = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await app.saveZipButton.click();
  await expect(page.getByText(/was not saved/).first()).toBeVisible({ timeout: 30_000 });
  expect(downloads).toBe(0);
  expect(await stagedBytes(page), 'nothing half-written is left').toBe(0);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  const saved = await JSZip.loadAsync(await app.saveZip(join(scratch.path, 'later.zip')), { checkCRC32: true });
  expect(Object.keys(saved.files)).toHaveLength(20);
  series.discard();
});

test('Cancel in mid-run gives every file an outcome and the run can start again', async ({ page }) => {
  const series = ctSeries(files);
  const app = anonymizerPage(page);
  await patchScript(page, scripts.deidentifyWorker, holdCalls('deidentify', 1));
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.deidentifyButton.click();
  await expect(app.progress).not.toHaveAttribute('aria-valuenow', '0');
  await app.cancelButton.click();
  const totals = await app.totals();
  expect(sumOf(totals)).toBe(files);
  expect(totals.deidentified).toBeGreaterThan(0);
  expect(totals.skipped).toBeGreaterThan(0);
  expect(totals.failed).toBe(0);
  series.discard();
});

test('Cancel while saving leaves no archive', async ({ page }) => {
  const series = ctSeries(files);
  const app = anonymizerPage(page);
  await withSavePickerIntoOpfs(page);
  await patchScript(page, scripts.deidentifyWorker, holdCalls('produce', 1));
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.deidentify();
  await app.saveZipButton.click();
  await app.cancelButton.click();
  await expect(page.getByText(/Saving was cancelled/).first()).toBeVisible({ timeout: 30_000 });
  const left = await readPicked(page, 'deidentified.zip');
  expect(left === null || left.length === 0).toBe(true);
  series.discard();
});

/** Bytes of all files in the page's private file system. */
function stagedBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    type Folder = FileSystemDirectoryHandle & { values: () => AsyncIterable<FileSystemHandle> };
    const sizeOf = async (folder: Folder): Promise<number> => {
      let total = 0;
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') total += await sizeOf(entry as Folder);
        else total += (await (entry as FileSystemFileHandle).getFile()).size;
      }
      return total;
    };
    return sizeOf((await navigator.storage.getDirectory()) as Folder);
  });
}
