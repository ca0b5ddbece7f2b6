import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { violationsInBothThemes } from './support/axe.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { type JournalRow, journalOf } from './support/journal.ts';
import { patchScript, scripts, stopPatching, withoutServiceWorker } from './support/patched-scripts.ts';
import { needs } from './support/peers.ts';
import {
  filesIn,
  type Hashes,
  pickedFiles,
  subfoldersOf,
  withFolderPickerIntoOpfs,
  zipHashes,
} from './support/picked-folder.ts';
import { ctSeries } from './support/series.ts';

test.use(withoutServiceWorker);

const files = 24;
const scratch = temporaryFolder();
test.skip(...needs('Python'));
test.afterEach(({ page }) => stopPatching(page));
test.afterAll(() => scratch.discard());
test.setTimeout(90_000);

/** Keeps files from closing once this many are there, so that a save stays in the middle. */
const stuckAfter = (count: number) => `{
  const { close } = FileSystemWritableFileStream.prototype;
  let closed = 0;
  FileSystemWritableFileStream.prototype.close = function () {
    return ++closed > ${count} ? new Promise(() => {}) : close.call(this);
  };
}`;

async function open(page: Page): Promise<AnonymizerPage> {
  await withFolderPickerIntoOpfs(page);
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  return app;
}

/** Drops and de-identifies the folder with the key of the scratch folder, which is saved first or loaded before. */
async function deidentify(app: AnonymizerPage, folder: string): Promise<void> {
  await app.drop(folder);
  await app.waitUntilScanned();
  expect(await app.deidentify()).toEqual({ deidentified: files, held: 0, skipped: 0, failed: 0 });
}

/** Saves the key to a file and starts a save that stops in the middle. @returns the files that a ZIP would hold. */
async function breakOff(page: Page, folder: string, key: string) {
  await patchScript(page, scripts.folderWorker, stuckAfter(9), 'first');
  const app = await open(page);
  await app.drop(folder);
  await app.waitUntilScanned();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save key' }).click();
  await (await saved).saveAs(key);
  await app.deidentify();
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'whole.zip')));
  await app.saveToFolder();
  // One row for the save, one for each finished file.
  await expect.poll(async () => (await journalOf(page)).length).toBe(10);
  return expected;
}

async function loadKey(page: Page, key: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Resume saving' }).click();
  await (await chooser).setFiles(key);
}

test('a crash in mid-save: the rest is written, and every file is as if nothing had happened', async ({
  page,
  context,
}) => {
  const series = ctSeries(files);
  const key = join(scratch.path, 'key.json');
  const expected = await breakOff(page, series.path, key);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();

  const next = await context.newPage();
  const app = await open(next);
  const card = next.getByRole('region', { name: 'A save to a folder was broken off' });
  await expect(card).toContainText(`9 of ${files} files are finished`);
  await loadKey(next, key);
  await expect(card.getByRole('status', { name: 'Resume' })).toContainText('The project key matches');
  await deidentify(app, series.path);
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  const picked = await pickedFiles(next);
  const [subfolder] = subfoldersOf(picked) as [string];
  expect(subfoldersOf(picked)).toHaveLength(1);
  expect(filesIn(picked, subfolder)).toEqual(expected);
  expect(await journalOf(next), 'nothing of a finished save is kept').toEqual([]);
  series.discard();
});

test('a reload in mid-save: another key or profile is refused, a changed file is written again', async ({ page }) => {
  const series = ctSeries(files);
  const key = join(scratch.path, 'key-2.json');
  await breakOff(page, series.path, key);
  const before = await pickedFiles(page);
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    return dialog.accept();
  });
  await page.reload();
  expect(asked, 'leaving in mid-save asks first').toBe(1);
  expectNothingIdentifying(await journalOf(page), series.path);

  const app = anonymizerPage(page);
  const standing = page.getByRole('status', { name: 'Resume' });
  // The key of this page is a new one; de-identifying with it must not go on with that folder.
  await deidentify(app, series.path);
  await expect(app.resumeButton).toHaveCount(0);
  await expect(page.getByText(/made with another project key/)).toBeVisible();

  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => dialog.accept());
  await app.open('?profile=ps315-basic');
  await loadKey(page, key);
  await expect(standing).toContainText('made with another profile');

  await app.open();
  await loadKey(page, key);
  await expect(standing).toContainText('The project key matches');
  // The input of a finished output changes: zero bytes at its end are dropped, so it is still exportable.
  for (const file of filesBelow(series.path).slice(0, 3)) appendFileSync(file, Buffer.alloc(8));
  await deidentify(app, series.path);
  const expected = await zipHashes(await app.saveZip(join(scratch.path, 'changed.zip')));
  await app.resumeButton.click();
  await expect(app.savedFolder).toContainText(`${files} files`);
  const picked = await pickedFiles(page);
  const [subfolder] = subfoldersOf(picked) as [string];
  expect(filesIn(picked, subfolder)).toEqual(expected);
  expect(filesIn(before, subfolder)).not.toEqual(expected);
  series.discard();
});

test('Discard forgets a broken-off save and leaves its files', async ({ page }) => {
  const series = ctSeries(files);
  await breakOff(page, series.path, join(scratch.path, 'key-3.json'));
  const finished = wholeFiles(await pickedFiles(page));
  expect(Object.keys(finished)).toHaveLength(9);
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  expect(await violationsInBothThemes(page), 'the offer to resume').toEqual([]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('A save to a folder was broken off')).toHaveCount(0);
  expect(await journalOf(page)).toEqual([]);
  // What was begun and not finished is taken away.
  await expect.poll(() => pickedFiles(page)).toEqual(finished);
  series.discard();
});

/** Leaves out what was begun: empty files, and the files that Chromium writes to until they are closed. */
function wholeFiles(found: Hashes): Hashes {
  const empty = createHash('sha256').digest('hex');
  return Object.fromEntries(Object.entries(found).filter(([path, hash]) => path.endsWith('.dcm') && hash !== empty));
}

/** No name of an input, no name or ID of the patient that e2e/peers/dicom_bytes.py makes. */
function expectNothingIdentifying(rows: readonly JournalRow[], folder: string): void {
  expect(rows.length).toBeGreaterThan(9);
  const text = JSON.stringify(rows);
  for (const file of filesBelow(folder)) expect(text).not.toContain(file.split('/').at(-1));
  expect(text).not.toContain(folder.split('/').at(-1));
  for (const row of rows) {
    const known = ['id', 'startedAtMs', 'keyCheck', 'profileHash', 'patientsCheck', 'total', 'folder', 'layout'];
    const entry = ['run', 'file', 'version', 'outputPath', 'sizeBytes', 'crc32'];
    expect([known.sort(), entry.sort()]).toContainEqual(Object.keys(row).sort());
  }
}
