import { join } from 'node:path';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { parseCsv } from './support/csv.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

test('options of the address are switched on, act on the open file and are in the records', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open('?profile=ps315-basic&options=retainModifiedDates,cleanDescriptors');
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await expect(page.getByRole('switch', { name: 'Retain modified dates' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Retain UIDs' })).not.toBeChecked();
  await app.openFirstSeries();
  const studyDate = app.tagChanges.getByRole('row', { name: /\(0008,0020\)/ });
  await expect(studyDate).toContainText('PS3.15 E.1-1 · Dates · C');

  await page.getByRole('switch', { name: 'Retain modified dates' }).click();
  await expect(studyDate, 'without the option').toContainText('PS3.15 E.1-1 · Basic · Z');
  await page.getByRole('switch', { name: 'Retain modified dates' }).click();
  await expect(studyDate).toContainText('PS3.15 E.1-1 · Dates · C');

  await app.deidentify();
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const profile = JSON.parse((await records.file('profile.json')?.async('string')) ?? '{}');
  expect(JSON.stringify(profile)).toContain('"retainModifiedDates"');
  const rows = parseCsv((await records.file('crosswalk.csv')?.async('string')) ?? '', ['kind', 'id_old', 'id_new']);
  expect(rows.some(({ kind }) => kind === 'date-shift')).toBe(true);
});

test('options that exclude each other are refused in the address, and qmenta takes none', async ({ page }) => {
  const app = anonymizerPage(page);
  for (const search of ['?options=retainFullDates,retainModifiedDates', '?profile=qmenta&options=retainUids']) {
    await app.open(search);
    await expect(page.getByRole('alert').first()).toBeVisible();
  }
});
