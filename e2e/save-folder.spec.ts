import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import {
  filesIn,
  pickedFiles,
  slowCloseAfter,
  subfoldersOf,
  withFolderPickerIntoOpfs,
  zipHashes,
} from './support/picked-folder.ts';
import { ctSeries } from './support/series.ts';

test.use(withoutServiceWorker);

const scratch = temporaryFolder();
test.afterEach(({ page }) => stopPatching(page));
const series = ctSeries(24, 40_000);
test.skip(...needs('Python'));
test.afterAll(() => {
  scratch.discard();
  series.discard();
});

/** Fails as a full disk does, once, when this many bytes have been written by one worker. */
const fullAfter = (bytes: number) => `{
  const { write } = FileSystemWritableFileStream.prototype;
  let total = 0;
  FileSystemWritableFileStream.prototype.write = async function (data) {
    total += (data.data ?? data).byteLength ?? 0;
    if (total > ${bytes}) throw new DOMException('full', 'QuotaExceededError');
    return write.call(this, data);
  };
}`;

/** Files de-identified and ready to be saved: the sample, which has two studies, or a folder. */
async function ready(page: Page, folder: string | null) {
  const app = anonymizerPage(page);
  await withFolderPickerIntoOpfs(page);
  await withoutSavePicker(page);
  await app.open();
  if (folder === null) await app.trySampleData.click();
  else await app.drop(folder);
  await app.waitUntilScanned();
  const totals = await app.deidentify();
  return { app, files: totals.deidentified };
}

test('a folder gets the same files as a ZIP, and a second save gets a folder of its own', async ({ page }) => {
  const { app, files } = await ready(page, series.path);
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'same.zip')));
  await app.saveToFolder();
  await expect(app.savedFolder).toContainText(`${files} files`);
  await app.saveToFolder();
  await expect(app.savedFolder).toHaveCount(2);
  const picked = await pickedFiles(page);
  const [first, second] = subfoldersOf(picked) as [string, string];
  expect(first).toMatch(/^deidentified-\d{4}-\d\d-\d\d-1$/);
  expect(second).toMatch(/^deidentified-\d{4}-\d\d-\d\d-2$/);
  expect(filesIn(picked, first)).toEqual(expected);
  expect(filesIn(picked, second)).toEqual(expected);
  // Nothing is left to resume.
  await expect(app.resumeButton).toHaveCount(0);
});

test('Cancel leaves no half file, and Resume saving writes the rest', async ({ page }) => {
  await patchScript(page, scripts.folderWorker, slowCloseAfter(9, 1500));
  const { app, files } = await ready(page, series.path);
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'cancel.zip')));
  await app.saveToFolder();
  const bar = page.getByRole('progressbar', { name: 'Saving to folder' });
  await expect(bar).not.toHaveAttribute('aria-valuenow', '0');
  await app.cancelButton.click();
  await expect(page.getByText(/Saving was cancelled/)).toBeVisible();
  const broken = await pickedFiles(page);
  const [subfolder] = subfoldersOf(broken) as [string];
  const some = filesIn(broken, subfolder);
  expect(Object.keys(some).length).toBeGreaterThan(0);
  expect(Object.keys(some).length).toBeLessThan(files);
  expect(expected).toMatchObject(some);
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  const picked = await pickedFiles(page);
  expect(subfoldersOf(picked)).toEqual([subfolder]);
  expect(filesIn(picked, subfolder)).toEqual(expected);
});

test('a full disk stops a folder with whole files only', async ({ page }) => {
  await patchScript(page, scripts.folderWorker, fullAfter(300_000), 'first');
  const { app, files } = await ready(page, series.path);
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'full.zip')));
  await app.saveToFolder();
  await expect(page.getByText(/is full/)).toBeVisible();
  const broken = await pickedFiles(page);
  const some = filesIn(broken, subfoldersOf(broken)[0] as string);
  expect(Object.keys(some).length).toBeGreaterThan(0);
  expect(expected).toMatchObject(some);
  // The next worker finds space again.
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  const picked = await pickedFiles(page);
  expect(filesIn(picked, subfoldersOf(picked)[0] as string)).toEqual(expected);
});

test('one ZIP per study, in a folder: what fails leaves the finished ones, and the rest can follow', async ({
  page,
}) => {
  const { app, files } = await ready(page, null);
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'studies.zip')));
  await page.getByText('One ZIP per study', { exact: true }).click();
  // The first worker writes the first study; the second finds the disk full.
  let served = 0;
  await page.context().route(scripts.zipWorker, async (route) => {
    served += 1;
    if (served !== 2) return route.fallback();
    const response = await route.fetch({ maxRetries: 3 });
    return route.fulfill({ response, body: `${fullAfter(0)}\n${await response.text()}` });
  });
  await app.saveZipButton.click();
  await expect(page.getByText(/1 of 2 ZIPs saved/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'ZIPs not saved' }).getByRole('listitem')).toHaveCount(1);
  expect(Object.keys(await pickedFiles(page))).toHaveLength(1);
  await page.getByRole('button', { name: 'Save the rest' }).click();
  await expect(page.getByRole('status', { name: 'Saved ZIP' }).filter({ hasText: '2 ZIPs' })).toContainText(
    `${files} files`,
  );
  const members: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(await pickedBytes(page))) {
    const hashes = await zipHashes(bytes);
    const [patient, study] = (Object.keys(hashes)[0] as string).split('/');
    expect(name).toBe(`${patient}-${study}.zip`);
    Object.assign(members, hashes);
  }
  expect(members).toEqual(expected);
});

test('one ZIP per study without a folder picker: one download after the other', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showDirectoryPicker');
  });
  const app = anonymizerPage(page);
  await withoutSavePicker(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  const { deidentified } = await app.deidentify();
  await expect(app.saveToFolderButton).toHaveCount(0);
  await page.getByText('One ZIP per study', { exact: true }).click();
  const names: string[] = [];
  let members = 0;
  page.on('download', async (download) => {
    names.push(download.suggestedFilename());
    const zip = await JSZip.loadAsync(readFileSync(await download.path()));
    members += Object.keys(zip.files).length;
  });
  await app.saveZipButton.click();
  await expect(page.getByRole('status', { name: 'Saved ZIP' })).toContainText('2 ZIPs');
  await expect.poll(() => members).toBe(deidentified);
  expect(new Set(names).size).toBe(2);
});

/** The files of the only subfolder, with their bytes. */
async function pickedBytes(page: Page): Promise<Record<string, Uint8Array>> {
  const found = await page.evaluate(async () => {
    type Folder = FileSystemDirectoryHandle & { values: () => AsyncIterable<FileSystemHandle> };
    const root = await navigator.storage.getDirectory();
    const picked = (await root.getDirectoryHandle('picked-folder')) as Folder;
    const files: Record<string, string> = {};
    for await (const subfolder of picked.values()) {
      for await (const entry of (subfolder as Folder).values()) {
        const file = await (entry as FileSystemFileHandle).getFile();
        files[entry.name] = await new Promise<string>((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result));
          reader.readAsDataURL(file);
        });
      }
    }
    return files;
  });
  const bytesOf = (url: string) => new Uint8Array(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  return Object.fromEntries(Object.entries(found).map(([name, url]) => [name, bytesOf(url)]));
}
