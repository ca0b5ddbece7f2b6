import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { overflow, violationsInBothThemes } from './support/axe.ts';
import { corpusFolder, corpusSkip, hasCorpus } from './support/corpus.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';
import { readRemaining, remainsOf } from './support/remains.ts';

type Listed = { readonly path: string; readonly vr: string; readonly text: string; readonly files: number };

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

async function openSample(page: Page, search = '') {
  const app = anonymizerPage(page);
  const remains = remainsOf(page);
  await app.open(search);
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await remains.tab.click();
  await remains.waitUntilDone();
  return { app, remains };
}

/** Saves what the page puts out and has pydicom list every text in it. */
async function listOutputs(app: AnonymizerPage, name: string): Promise<readonly Listed[]> {
  const folder = join(scratch.path, name);
  mkdirSync(folder);
  await app.deidentify(180_000);
  const archive = join(folder, 'out.zip');
  await app.saveZip(archive);
  python('check_zip', [archive, join(folder, 'unpacked')]);
  return python<readonly Listed[]>('list_values', [join(folder, 'unpacked')]);
}

/** `path` and value with the number of files, for both sides. Dates and times of the run's own are the same on both. */
function asCounts(values: readonly Pick<Listed, 'path' | 'text' | 'files'>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path, text, files } of values) {
    const key = `${path} ${text.trim()}`;
    counts.set(key, (counts.get(key) ?? 0) + files);
  }
  return counts;
}

/** What one side has and the other has not, or counts differently. */
function differences(listed: readonly Listed[], shown: Awaited<ReturnType<typeof readRemaining>>): readonly string[] {
  const onPage = asCounts(shown.filter(({ text }) => text !== null).map((row) => ({ ...row, text: row.text ?? '' })));
  return [...asCounts(listed.map((row) => ({ ...row, text: cut(row.text) })))]
    .filter(([key, files]) => onPage.get(key) !== files)
    .map(([key, files]) => `${key}: ${files} in the files, ${onPage.get(key) ?? 'nothing'} on the page`);
}

const cut = (text: string) => (text.length <= 1024 ? text : `${text.slice(0, 1023)}…`);

test('every text that the saved files hold is listed, with the number of files', async ({ page }) => {
  test.skip(...needs('Python'));
  await withoutSavePicker(page);
  const { app, remains } = await openSample(page, '?options=retainModifiedDates,cleanDescriptors');
  await remains.plain.check();
  const shown = await readRemaining(page);
  const listed = await listOutputs(app, 'sample');
  expect(listed.length).toBeGreaterThan(40);
  expect(differences(listed, shown)).toEqual([]);
});

test('every text that the outputs of the corpus hold is listed, with the number of files', async ({ page }) => {
  test.skip(!hasCorpus, corpusSkip);
  test.skip(...needs('Python'));
  test.setTimeout(400_000);
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  const remains = remainsOf(page);
  await app.open('?profile=ps315-basic&options=cleanDescriptors');
  await app.drop(corpusFolder);
  await app.waitUntilScanned(120_000);
  // Copies are known when the whole batch is planned.
  await remains.tab.click();
  await app.foretold(180_000);
  await remains.waitUntilDone(120_000);
  await remains.plain.check();
  const shown = await readRemaining(page);
  const listed = await listOutputs(app, 'corpus');
  console.log(`${listed.length} values in the files, ${shown.length} lines on the page`);
  expect(listed.length).toBeGreaterThan(2000);
  expect(differences(listed, shown)).toEqual([]);
});

test('a value is found, ticked and removed everywhere; then it is gone from the list and from the files', async ({
  page,
}) => {
  test.skip(...needs('Python'));
  await withoutSavePicker(page);
  const { app, remains } = await openSample(page);
  await remains.search.fill('convolution');
  const kernel = remains.grid.getByRole('row', { name: /SOFT/ });
  await expect(kernel).toContainText('24');
  await kernel.click();
  await remains.selected.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(kernel).toContainText('Reviewed');
  await remains.selected.getByRole('button', { name: 'Remove everywhere' }).click();
  await expect(page.getByText(/Own rule added: remove \(0018,1210\)/)).toBeVisible();
  await expect(kernel).toHaveCount(0);
  await remains.waitUntilDone();
  await remains.search.fill('');
  await expect(remains.grid.getByRole('row', { name: /Series Description/ }).first()).toBeVisible();
  await remains.search.fill('SOFT');
  await expect(kernel).toHaveCount(0);
  // Undo brings it back, still ticked.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(kernel).toContainText('Reviewed');
  await kernel.getByRole('button', { name: /^Remove \(0018,1210\)/ }).click();
  await expect(kernel).toHaveCount(0);
  const listed = await listOutputs(app, 'removed');
  expect(listed.filter(({ path }) => path === '(0018,1210)')).toEqual([]);
});

test('words of another patient stand first, and to check', async ({ page }) => {
  const { remains } = await openSample(page);
  // A rule of one's own that keeps what names people: every name of the batch is then there to see.
  await remains.search.fill('(0018,1030)');
  const row = remains.grid.getByRole('row').nth(1);
  await row.click();
  await remains.selected.getByRole('button', { name: 'Replace…' }).click();
  await page.getByRole('textbox', { name: 'New value' }).fill('as for Testpatient Bernd');
  await page.keyboard.press('Enter');
  await remains.search.fill('');
  await expect(row).toContainText('as for Testpatient Bernd');
  await expect(row).toContainText('A patient’s name');
  await expect(row).toContainText('Check');
  await expect(remains.tab).toContainText('1 to check');
  await remains.toCheckOnly.check();
  await expect(remains.grid).toHaveAttribute('aria-rowcount', '2');
  await row.press(' ');
  await expect(remains.tab).toContainText('0 to check');
  await expect(page.getByText('Nothing remains to check.')).toBeVisible();
});

test('the whole look can be done with the keyboard', async ({ page }) => {
  const app = anonymizerPage(page);
  const remains = remainsOf(page);
  await app.open();
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await page.getByRole('tab', { name: /Tag changes/ }).focus();
  await page.keyboard.press('End');
  await expect(remains.tab).toBeFocused();
  await remains.waitUntilDone();
  await tabUntil(page, () => remains.search.evaluate(isFocused));
  const all = (await remains.grid.getAttribute('aria-rowcount')) ?? '';
  await page.keyboard.type('head');
  await expect(remains.grid).not.toHaveAttribute('aria-rowcount', all);
  const rows = remains.grid.locator('[role=row][data-index]');
  await tabUntil(page, () => rows.first().evaluate(isFocused));
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await expect(rows.first()).toContainText('Reviewed');
  await expect(rows.first()).toBeFocused();
  const before = Number(await remains.grid.getAttribute('aria-rowcount'));
  // The eraser of the line, then the focus goes to the line that comes in its place.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(async () => Number(await remains.grid.getAttribute('aria-rowcount'))).toBeLessThan(before);
  await expect(rows.first()).toBeFocused();
});

test('the published table offers no rules', async ({ page }) => {
  const { remains } = await openSample(page, '?profile=qmenta');
  await expect(remains.grid.locator('[role=row][data-index]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /everywhere/ })).toHaveCount(0);
});

test('passes the WCAG 2.2 A and AA rules of axe, light and dark', async ({ page }) => {
  // Four looks of axe at a page with many rows.
  test.setTimeout(180_000);
  const { remains } = await openSample(page, '?options=retainFullDates');
  expect(await violationsInBothThemes(page), 'listed').toEqual([]);
  await remains.toCheckOnly.check();
  await remains.grid.locator('[role=row][data-index]').first().click();
  await remains.selected.getByRole('button', { name: 'Replace…' }).click();
  expect(await violationsInBothThemes(page), 'replacing').toEqual([]);
  await remains.search.fill('nothing has this');
  expect(await violationsInBothThemes(page), 'empty').toEqual([]);
  await page.setViewportSize({ width: 320, height: 720 });
  await remains.search.fill('');
  expect(await violationsInBothThemes(page), 'narrow').toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

const isFocused = (element: Element) => element === document.activeElement;

async function tabUntil(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let stops = 0; stops < 20; stops += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Cannot be reached with Tab.');
}
