import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type AnonymizerPage, anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';
import { needs, python } from './support/peers.ts';

const folder = temporaryFolder();
const scratch = temporaryFolder();

test.skip(...needs('pydicom'));
test.beforeAll(() => {
  python('make_review_series', [folder.path, '6', 'Thorax axial Xyzzy']);
});
test.afterAll(() => {
  folder.discard();
  scratch.discard();
});

async function openWords(page: Page): Promise<AnonymizerPage> {
  const app = anonymizerPage(page);
  await withoutSavePicker(page);
  await app.open();
  await expect(app.trySampleData).toBeEnabled();
  await app.drop(folder.path);
  await app.waitUntilScanned();
  await app.openFirstSeries();
  await app.tagChanges.getByRole('row').filter({ hasText: '(0008,103E)' }).first().click();
  return app;
}

/** The series descriptions of the outputs with the number of files that hold each, as pydicom reads them. */
async function savedDescriptions(app: AnonymizerPage, name: string): Promise<Readonly<Record<string, number>>> {
  await app.deidentify();
  const archive = join(scratch.path, `${name}.zip`);
  await app.saveZip(archive);
  const unpacked = join(scratch.path, name);
  python('check_zip', [archive, unpacked]);
  const values = python<readonly { path: string; text: string; files: number }[]>('list_values', [unpacked]);
  return Object.fromEntries(
    values.filter(({ path }) => path === '(0008,103E)').map(({ text, files }) => [text, files]),
  );
}

test('one click keeps a lost word in every file of the batch', async ({ page }) => {
  const app = await openWords(page);
  await page.getByRole('button', { name: /^Keep Xyzzy, / }).click();
  await expect(page.getByRole('button', { name: /^Let the rules decide on Xyzzy, / })).toBeVisible();
  expect(await savedDescriptions(app, 'kept')).toEqual({ 'Thorax axial Xyzzy': 6 });
});

test('one click removes a kept word from every file', async ({ page }) => {
  const app = await openWords(page);
  await page.getByRole('button', { name: /^Remove axial, / }).click();
  await expect(page.getByRole('button', { name: /^Let the rules decide on axial, / })).toBeVisible();
  expect(await savedDescriptions(app, 'removed')).toEqual({ Thorax: 6 });
});

test('a second click leaves the word to the rules again', async ({ page }) => {
  const app = await openWords(page);
  await page.getByRole('button', { name: /^Keep Xyzzy, / }).click();
  await page.getByRole('button', { name: /^Let the rules decide on Xyzzy, / }).click();
  await expect(page.getByRole('button', { name: /^Keep Xyzzy, / })).toBeVisible();
  expect(await savedDescriptions(app, 'forgotten')).toEqual({ 'Thorax axial': 6 });
});
