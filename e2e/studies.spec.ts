import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { parseCsv } from './support/csv.ts';
import { filesBelow, temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs } from './support/peers.ts';
import { ctSeries } from './support/series.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Patients, studies and series' });
const rows = (page: Page, level: number) => tree(page).getByRole('row', { level });
const openSample = async (page: Page): Promise<AnonymizerPage> => {
  const app = anonymizerPage(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  return app;
};
const outcomesOf = async (app: AnonymizerPage, name: string) => {
  const zip = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, name)));
  return parseCsv((await zip.file('files.csv')?.async('text')) ?? '', columns);
};
const columns = ['input_path', 'output_path', 'outcome', 'code', 'reason'] as const;

test('with the keyboard alone: to a series, leave it out, take that back, leave it out, run', async ({ page }) => {
  await withoutSavePicker(page);
  const app = await openSample(page);
  await tabInto(page);
  await page.keyboard.press('Home');
  await expect(rows(page, 1).first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const series = rows(page, 3).first();
  await expect(series).toBeFocused();
  const images = Number(await series.getByRole('gridcell').nth(3).textContent());
  await page.keyboard.press('Space');
  const note = page.getByRole('status', { name: 'Left out' });
  await expect(note).toHaveText(new RegExp(`^${images} files? left out$`));
  await expect(series.getByRole('checkbox')).not.toBeChecked();
  await expect(series).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(series.getByRole('checkbox')).toBeChecked();
  await expect(series).toBeFocused();
  await page.keyboard.press('Space');
  for (let stop = 0; !(await app.deidentifyButton.evaluate((node) => node === document.activeElement)); stop += 1) {
    expect(stop, 'De-identify can be reached').toBeLessThan(80);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  const totals = await app.totals(60_000);
  const leftOut = (await outcomesOf(app, 'keyboard.zip')).filter(({ code }) => code === 'left-out');
  expect(leftOut).toHaveLength(images);
  for (const { outcome, reason } of leftOut) {
    expect(`${outcome}: ${reason}`).toMatch(/^skipped: Left out by a person\.$/);
  }
  expect(totals.skipped).toBeGreaterThanOrEqual(images);
});

test('arrows, letters and the asterisk move through patients, series and files', async ({ page }) => {
  const app = await openSample(page);
  await tabInto(page);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const file = rows(page, 4).first();
  await expect(file).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(file).toHaveAttribute('aria-selected', 'true');
  await expect(app.preview).toContainText((await file.getByRole('gridcell').nth(1).textContent()) ?? '');
  await page.keyboard.press('ArrowLeft');
  await expect(rows(page, 3).last()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(rows(page, 4)).toHaveCount(0);
  await page.keyboard.press('*');
  await expect(rows(page, 4).first()).toBeVisible();
  await page.keyboard.press('Home');
  const first = (await rows(page, 3).first().getByRole('gridcell').nth(1).textContent()) ?? '';
  await page.keyboard.type(first.trim().split(' ')[0] ?? '');
  await expect(rows(page, 3).first()).toBeFocused();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await expect(tree(page).locator(':focus')).toHaveCount(1);
});

test('rows are filtered by words, modality and status, and sorted by column or menu', async ({ page }) => {
  const app = await openSample(page);
  const modalities = () => rows(page, 3).evaluateAll((found) => found.map((row) => row.children[2]?.textContent));
  const all = await modalities();
  await app.files.getByRole('button', { name: 'Filter files' }).click();
  const box = app.files.getByRole('searchbox');
  await expect(box).toBeFocused();
  await app.files.getByRole('button', { name: 'US', exact: true }).click();
  await expect.poll(modalities).toEqual(all.filter((modality) => modality === 'US'));
  await app.files.getByRole('button', { name: 'US', exact: true }).click();
  await app.files.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Held' });
  await expect(rows(page, 3).first()).toContainText('held');
  expect((await modalities()).length).toBeLessThan(all.length);
  await box.fill('nobody has this name');
  await expect(app.files.getByText('Nothing matches the filter.')).toBeVisible();
  await app.files.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rows(page, 3)).toHaveCount(all.length);

  const sizes = async () =>
    (await rows(page, 3).evaluateAll((found) => found.map((row) => row.children[3]?.textContent))).map(Number);
  await tree(page).getByRole('button', { name: 'Images' }).click();
  await expect(tree(page).getByRole('columnheader', { name: 'Images' })).toHaveAttribute('aria-sort', 'descending');
  const bySize = await sizes();
  expect(bySize).not.toEqual([...bySize].reverse());
  const menu = app.files.getByRole('button', { name: 'Sort and view' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Images' })).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Home');
  await page.keyboard.type('Asc');
  await page.keyboard.press('Enter');
  await expect(tree(page).getByRole('columnheader', { name: 'Images' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('menuitemcheckbox', { name: 'Transfer syntax and risk' }).click();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(rows(page, 3).first()).toContainText('Little Endian');
  await expect(rows(page, 3).filter({ hasText: 'Images may show text' })).not.toHaveCount(0);
});

test('what stays out opens over the tree, a held file leads to Decide, and the filter is still there after it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const app = await openSample(page);
  const rowPx = await rows(page, 3)
    .first()
    .evaluate((row) => row.getBoundingClientRect().height);
  const room = await tree(page).evaluate((grid) => grid.parentElement?.clientHeight ?? 0);
  expect(room / rowPx, 'rows in sight').toBeGreaterThan(20);
  const summary = app.files.getByText('Will not be exported');
  await summary.click();
  const reason = app.files.getByRole('button', { name: 'Images may show text' });
  await expect(reason).toBeVisible();
  expect(await tree(page).evaluate((grid) => grid.parentElement?.clientHeight)).toBe(room);
  await reason.press('Escape');
  await expect(reason).toBeHidden();
  await app.files.getByRole('button', { name: 'Filter files' }).click();
  await app.files.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Held' });
  await expect(rows(page, 3).first()).toContainText('held');
  const shown = await rows(page, 3).count();
  await rows(page, 3).first().click();
  await app.preview.getByRole('button', { name: 'Decide about it' }).click();
  await expect(page.getByRole('list', { name: 'Waiting' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to review' }).click();
  await expect(rows(page, 3)).toHaveCount(shown);
  await expect(app.files.getByRole('combobox', { name: 'Status' })).toHaveValue('held');
});

test('under a filter only what is shown is left out, and the focus is never lost when rows go', async ({ page }) => {
  const app = await openSample(page);
  await app.files.getByRole('button', { name: 'Filter files' }).click();
  await app.files.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Held' });
  const held = Number((await rows(page, 1).first().textContent())?.match(/(\d+) held/)?.[1]);
  await rows(page, 1).first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(page.getByRole('status', { name: 'Left out' })).toContainText('left out');
  // No row is left to have the focus, so it goes to the way back.
  await expect(app.files.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tree(page).locator('[role=row]:focus')).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await app.files.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rows(page, 1).first().getByRole('checkbox')).toHaveJSProperty('indeterminate', true);
  expect(held).toBeGreaterThan(0);
  expect((await app.deidentify()).deidentified).toBeGreaterThan(0);
});

test('copies of one instance are pointed out, left out with one click, and put back in the result', async ({
  page,
}) => {
  test.skip(...needs('Python'));
  const series = ctSeries(3);
  const twice = temporaryFolder();
  cpSync(series.path, join(twice.path, 'a'), { recursive: true });
  cpSync(series.path, join(twice.path, 'b'), { recursive: true });
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open();
  await app.drop(twice.path);
  await app.waitUntilScanned();
  expect(await app.foretold()).toEqual({ deidentified: 3, held: 0, skipped: 3, failed: 0 });
  const note = app.files.getByRole('group').filter({ hasText: 'Copies' });
  await expect(note.locator('summary')).toHaveText('Copies3');
  await note.locator('summary').click();
  await expect(note).toContainText('Copy of');
  await note.getByRole('button', { name: 'Leave out the later copies' }).click();
  await expect(note.getByRole('button', { name: 'Put the later copies back' })).toBeFocused();
  expect(await app.deidentify()).toEqual({ deidentified: 3, held: 0, skipped: 3, failed: 0 });
  const files = await outcomesOf(app, 'copies.zip');
  expect(files).toHaveLength(filesBelow(twice.path).length);
  expect(new Set(files.filter(({ outcome }) => outcome === 'skipped').map(({ code }) => code))).toEqual(
    new Set(['left-out']),
  );
  // Their outputs are those of the others, byte by byte: one of each goes out.
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(page.getByText('Copy of another file, whose output is the same')).toBeVisible();
  await expect(app.result).toHaveText('3 de-identified, 0 held, 3 skipped, 0 failed');
  const zip = await JSZip.loadAsync(await app.saveZip(join(scratch.path, 'all.zip')));
  expect(Object.keys(zip.files)).toHaveLength(3);
  const again = await outcomesOf(app, 'again.zip');
  expect(again.flatMap(({ outcome, code }) => (outcome === 'skipped' ? [code] : []))).toEqual(['copy', 'copy', 'copy']);
  series.discard();
  twice.discard();
});

/** Presses Tab until the tree has the focus. */
async function tabInto(page: Page): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    if ((await tree(page).locator('[role=row]:focus').count()) > 0) return;
  }
  throw new Error('The tree cannot be reached with Tab.');
}
