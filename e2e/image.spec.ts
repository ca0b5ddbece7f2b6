import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage } from './anonymizer-page.ts';
import { violationsInBothThemes } from './support/axe.ts';
import { corpusFolder, corpusSkip, hasCorpus } from './support/corpus.ts';
import { parseCsv } from './support/csv.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';

test('the image is looked at with the keyboard: window, contact sheet, another file', async ({ page }) => {
  const app = await openSample(page);
  await openImageTab(page);
  const picture = page.getByRole('img', { name: /^Image, \d+ by \d+ pixels, window level/ });
  await expect(picture).toBeVisible();
  const asOpened = await picture.getAttribute('aria-label');
  await page.getByRole('slider', { name: 'Window level' }).focus();
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowRight');
  await expect(picture).not.toHaveAttribute('aria-label', asOpened ?? '');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(picture).toHaveAttribute('aria-label', asOpened ?? '');
  await openSeriesOfMany(page);
  const path = app.preview.getByText(/^sample\//);
  const before = await path.textContent();
  await page.getByRole('radio', { name: 'One image' }).focus();
  await page.keyboard.press('ArrowRight');
  const cells = page.getByRole('option');
  await expect(cells.nth(1)).toBeVisible();
  await cells.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(cells.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(path).not.toHaveText(before ?? '');
  await expect(page.getByRole('tab', { name: 'Image' })).toHaveAttribute('aria-selected', 'true');
  await expect(picture).toBeVisible();
});

test('the strip below the picture goes through the series by arrow keys, with one worker that decodes', async ({
  page,
}) => {
  const app = await openSample(page);
  await openSeriesOfMany(page);
  const decoders = () => page.workers().filter((worker) => /image/.test(worker.url())).length;
  await expect(app.tagChanges).toBeVisible();
  // The list of files shows a small picture of each series that is in view.
  await expect.poll(decoders).toBe(1);
  await openImageTab(page);
  const strip = page.getByRole('listbox', { name: 'Images of this series' });
  const chosen = strip.getByRole('option', { selected: true });
  await expect(chosen).toHaveAccessibleName(/^File 1 of \d+$/);
  await chosen.focus();
  await page.keyboard.press('ArrowRight');
  await expect(chosen).toHaveAccessibleName(/^File 2 of/);
  await expect(chosen).toBeFocused();
  await expect(app.preview.getByText(/^2 of \d+$/)).toBeVisible();
  await page.keyboard.press('End');
  const files = (await chosen.getAttribute('aria-setsize')) ?? '';
  await expect(chosen).toHaveAccessibleName(`File ${files} of ${files}`);
  await expect(chosen).toBeFocused();
  await expect(chosen).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(chosen).toHaveAccessibleName(/^File 1 of/);
  await page.getByRole('button', { name: 'Next file' }).click();
  await expect(chosen).toHaveAccessibleName(/^File 2 of/);
  await expect(page.getByRole('img', { name: /window level/ })).toBeVisible();
  expect(decoders()).toBe(1);
});

test('dragging on the image moves the window', async ({ page }) => {
  await openSample(page);
  await openImageTab(page);
  const picture = page.getByRole('img', { name: /window level/ });
  const before = await picture.getAttribute('aria-label');
  const box = (await picture.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 + 40, { steps: 4 });
  await page.mouse.up();
  await expect(picture).not.toHaveAttribute('aria-label', before ?? '');
});

test('what a person states of the images frees the series, stands in the records, and can be taken back', async ({
  page,
}) => {
  const folder = temporaryFolder();
  try {
    const app = await openSample(page);
    await openImageTab(page);
    await expect(page.getByRole('img', { name: /window level/ })).toBeVisible();
    const confirm = async () => {
      await expect(page.getByText('Seen large enough to read.')).toBeVisible();
      await page.getByRole('button', { name: 'Nothing identifying' }).click();
      await expect(page.getByText(/^You saw every image of 1 file/)).toBeVisible();
    };
    const held = app.preview.getByRole('heading', { name: 'Why it is held' });
    await expect(held).toBeVisible();
    await confirm();
    await expect(held).toBeHidden();
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect(held).toBeVisible();
    await confirm();
    await app.deidentify();
    const records = await JSZip.loadAsync(await app.saveRecords(join(folder.path, 'records.zip')));
    const csv = await records.file(/attestations\.csv$/)[0]!.async('string');
    const rows = parseCsv(csv, attestationColumns);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      said_of_images: 'nothing identifying, every image seen',
      reason: 'Nothing identifying, every image seen',
      files_exported: '1',
    });
    expect(rows[0]?.shown).toBe('Of 1 image: 1 seen one by one, 0 seen in projections, 0 checked by the detector.');
  } finally {
    folder.discard();
  }
});

test('image and contact sheet pass the WCAG 2.2 A and AA rules of axe, light and dark', async ({ page }) => {
  await openSample(page);
  await openSeriesOfMany(page);
  await openImageTab(page);
  await expect(page.getByRole('img', { name: /window level/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nothing identifying' })).toBeVisible();
  expect(await violationsInBothThemes(page), 'image').toEqual([]);
  await page.getByText('Contact sheet', { exact: true }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await violationsInBothThemes(page), 'contact sheet').toEqual([]);
});

test('compressed images are decoded under the page’s own policy', async ({ page }) => {
  test.skip(!hasCorpus, corpusSkip);
  const folder = join(corpusFolder, 'transfer-syntaxes/pydicom/test_files');
  for (const name of ['693_J2KI.dcm', 'JPEGLSNearLossless_16.dcm', 'SC_rgb_dcmtk_+eb+cy+np.dcm']) {
    const app = anonymizerPage(page);
    await app.open();
    await expect(app.trySampleData).toBeEnabled();
    await app.drop(join(folder, name));
    await app.waitUntilScanned();
    await app.openFirstSeries();
    await openImageTab(page);
    const picture = page.getByRole('img', { name: /window level/ });
    await expect(picture).toBeVisible({ timeout: 30_000 });
    const shades = await picture.evaluate((node) => {
      const canvas = node as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(data.filter((_, at) => at % 4 === 0)).size;
    });
    expect(shades, name).toBeGreaterThan(2);
  }
});

const attestationColumns = [
  'at',
  'series_uid_old',
  'series_uid_new',
  'files',
  'files_exported',
  'said_of_images',
  'images',
  'seen_one_by_one',
  'seen_in_projections',
  'searched_by_detector',
  'shown',
  'reason',
  'by',
] as const;

async function openSample(page: Page) {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await app.openFirstSeries();
  return app;
}

async function openImageTab(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Image' }).click();
}

/** The first series of the sample with more than one file. */
async function openSeriesOfMany(page: Page): Promise<void> {
  const files = anonymizerPage(page).files;
  for (const level of [1, 2] as const) {
    for (const row of await files.getByRole('row', { level }).all()) {
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    }
  }
  await files.getByRole('row', { level: 3 }).filter({ hasText: /MR|CT/ }).first().click();
  await expect(page.getByRole('button', { name: 'Next file' })).toBeEnabled();
}
