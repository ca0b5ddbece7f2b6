import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { anonymizerPage, withoutSavePicker } from './anonymizer-page.ts';
import { violations } from './support/axe.ts';
import { temporaryFolder } from './support/folder.ts';
import { test } from './support/later-visit.ts';

const scratch = temporaryFolder();
test.afterAll(() => scratch.discard());

/** Width of the text of a page in CSS pixels, 15 mm margins off. */
const paper = { A4: 680, Letter: 702 } as const;

test('the report prints on A4 and Letter without cutting anything, warnings and changes included', async ({ page }) => {
  await withoutSavePicker(page);
  const app = anonymizerPage(page);
  await app.open('?profile=ps315-basic&options=retainFullDates');
  await app.trySampleData.click();
  await app.waitUntilScanned();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('searchbox', { name: 'Search attributes' }).fill('InstitutionName');
  await page.getByRole('option', { name: /\(0008,0080\)/ }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await app.deidentify();
  const records = await JSZip.loadAsync(await app.saveRecords(join(scratch.path, 'records.zip')));
  const report = (await records.file('report.html')?.async('string')) ?? '';

  const saved = join(scratch.path, 'report.html');
  await writeFile(saved, report);
  await page.goto(pathToFileURL(saved).href);
  await expect(page.getByRole('listitem').filter({ hasText: 'Own rules keep what the Basic Profile' })).toBeVisible();
  await expect(page.getByRole('row', { name: /\(0008,0080\) Institution Name kept/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  for (const [format, width] of Object.entries(paper)) {
    await page.setViewportSize({ width, height: 900 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, format).toBeLessThanOrEqual(0);
    const pdf = (await page.pdf({ format: format as keyof typeof paper })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages, format).toBeGreaterThan(1);
    expect(pages, format).toBeLessThan(10);
  }
});
