import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, readPicked, withoutSavePicker, withSavePickerIntoOpfs } from './anonymizer-page.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

const scratch = temporaryFolder();
let series: ReturnType<typeof ctSeries>;
test.skip(...needs('Python'));
test.beforeAll(() => {
  series = ctSeries(3);
});
test.afterAll(() => {
  series.discard();
  scratch.discard();
});

test('one input for a folder and one for files, behind their buttons, at every step', async ({ page }) => {
  const app = anonymizerPage(page);
  const oneOfEach = async () => {
    await expect(app.folderInput).toHaveCount(1);
    await expect(app.filesInput).toHaveCount(1);
  };
  await app.open();
  await oneOfEach();
  const folderChooser = page.waitForEvent('filechooser');
  await app.chooseFolder.click();
  expect(await (await folderChooser).element().getAttribute('webkitdirectory')).not.toBeNull();
  const filesChooser = page.waitForEvent('filechooser');
  await app.chooseFiles.click();
  await (await filesChooser).setFiles(filesBelow(series.path));
  await app.waitUntilScanned();
  await oneOfEach();
  expect(await app.deidentify()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  await oneOfEach();
});

for (const way of ['dropped', 'chosen as a folder'] as const) {
  test(`a folder ${way} gives the same outcome`, async ({ page }) => {
    const app = anonymizerPage(page);
    await app.open();
    if (way === 'dropped') await app.drop(series.path);
    else await app.folderInput.setInputFiles(series.path);
    await app.waitUntilScanned();
    await expect(app.files).toBeVisible();
    expect(await app.deidentify()).toEqual({ deidentified: 3, held: 0, skipped: 0, failed: 0 });
  });
}

test('the address sets the profile, and a key in it is refused', async ({ page }) => {
  const app = anonymizerPage(page);
  for (const [search, name] of [
    ['', /QMENTA guarded/i],
    ['?profile=qmenta', /QMENTA/i],
    ['?profile=ps315-basic', /PS3\.15|Basic/i],
  ] as const) {
    await app.open(search);
    await expect(page.getByText(name).first()).toBeVisible();
  }
  for (const search of ['?key=0123456789abcdef', '?profile=no-such-profile', '?options=noSuchOption']) {
    await app.open(search);
    await expect(page.getByText('This address asks for something that is not available')).toBeVisible();
    await expect(page.getByText('0123456789abcdef')).toHaveCount(0);
  }
});

test('the preview lists every change, filters and searches', async ({ page }) => {
  const app = anonymizerPage(page);
  await app.open('?profile=ps315-basic');
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await expect(app.preview).toBeVisible();
  await expect(app.tagChanges).toBeVisible();
  for (const name of ['Tag', 'Attribute', 'VR', 'Before', 'After', 'Action', 'Reason']) {
    await expect(app.tagChanges.getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  await app.searchTags.fill('0010,0010');
  const row = app.tagChanges.getByRole('row').filter({ hasText: '(0010,0010)' });
  await expect(row).toContainText('Fake^Phantom');
  await expect(row).toContainText('PS3.15 E.1-1');
  await app.searchTags.fill('0028,0010');
  await app.changedOnly.setChecked(false);
  await expect(app.tagChanges.getByRole('row').filter({ hasText: '(0028,0010)' })).toHaveCount(1);
  await app.changedOnly.setChecked(true);
  await expect(app.tagChanges.getByRole('row').filter({ hasText: '(0028,0010)' })).toHaveCount(0);
});

test('Save ZIP asks the save picker where there is one, and both ways give the same bytes', async ({
  page,
  browser,
}) => {
  await withSavePickerIntoOpfs(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.deidentify();
  await app.saveZipButton.click();
  await expect
    .poll(() => readPicked(page, 'deidentified.zip').then((bytes) => bytes?.length ?? 0))
    .toBeGreaterThan(1000);
  const picked = await readPicked(page, 'deidentified.zip');

  const other = await browser.newPage();
  await withoutSavePicker(other);
  const plain = anonymizerPage(other);
  await plain.open();
  await plain.drop(series.path);
  await plain.waitUntilScanned();
  await plain.deidentify();
  const downloaded = await plain.saveZip(join(scratch.path, 'deidentified.zip'));
  // The project keys differ, so names and values do; the structure does not.
  const sizes = async (bytes: Uint8Array) => {
    const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
    return Object.values(zip.files).length;
  };
  expect(await sizes(picked ?? new Uint8Array())).toBe(3);
  expect(await sizes(downloaded)).toBe(3);
  await other.close();
});

test('the receipt holds no original value, and records only hold them when asked', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(series.path);
  await app.waitUntilScanned();
  await app.deidentify();
  const receipt = await JSZip.loadAsync(await app.saveReceipt(join(scratch.path, 'receipt.zip')));
  expect(Object.keys(receipt.files).sort()).toEqual(['changes.csv', 'profile.json', 'report.html']);
  for (const name of Object.keys(receipt.files))
    expect(await receipt.file(name)?.async('text')).not.toMatch(/Fake|FAKE-|slice-0/);
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  expect(await records.file('changes.csv')?.async('text')).not.toMatch(/Fake|FAKE-/);
  expect(await records.file('crosswalk.csv')?.async('text')).toContain('FAKE-0001');
  await page.getByRole('checkbox', { name: /original values/i }).check();
  const full = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records-full.zip')));
  expect(await full.file('changes.csv')?.async('text')).toContain('Fake^Phantom');
});
